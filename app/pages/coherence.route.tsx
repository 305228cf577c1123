import { Link } from 'react-router'
import { countByAxeAndState } from '#app/features/fiches/index.server.ts'
import { listAxesAt, listPlans } from '#app/features/strategies/index.server.ts'
import { butLiens, coherenceOf, useAu } from '#app/features/strategies/index.ts'
import { read } from '#app/platform/http.server.ts'
import { AxeDot, Badge, Card, Empty, Exemple, PageHead, Stat } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Route } from './+types/coherence.route'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at, today }) => {
    const axes = await listAxesAt(tx, actor, { at })
    const plans = await listPlans(tx, actor, at)
    const counts = await countByAxeAndState(tx, actor, at === today ? {} : { at })
    const carried = new Set(
      counts.flatMap((its) => (its.axeId && its.etat !== 'abandonnee' ? [its.axeId] : [])),
    )
    return {
      axes,
      plans: plans.map(({ id, nom, exemple }) => ({ id, nom, exemple })),
      ...coherenceOf(axes, plans, carried),
    }
  })
}

export default function Coherence({ loaderData, params }: Route.ComponentProps) {
  const { axes, plans, meetings, orphans, loose } = loaderData
  const base = `/t/${params.territoire}`
  const au = useAu()
  const trouble = meetings.filter((its) => its.lien !== 'converge')
  const roots = axes.filter((axe) => axe.depth === 0)
  return (
    <>
      <title>Cohérence des plans · Maillage</title>
      <PageHead
        title="Cohérence des plans"
        lead="Où les plans des autres directions servent nos axes, où ils font double emploi ou se contredisent, et ce que personne ne porte."
        actions={
          <Link className="btn" to={`${base}/plans${au}`}>
            Les autres plans
          </Link>
        }
      />
      {roots.length === 0 || plans.length === 0 ? (
        <Empty
          title="Il faut des axes et au moins un autre plan pour lire leur cohérence."
          action={
            <Link className="btn" to={`${base}/plans`}>
              Inscrire un plan
            </Link>
          }
        />
      ) : (
        <>
          <div className="grid">
            <Stat value={orphans.length} label="niveaux sans fiche ni plan" />
            <Stat value={trouble.length} label="buts en double ou contradictoires" />
            <Stat value={loose.length} label="buts reliés à aucun axe" />
          </div>
          <Matrix data={loaderData} base={base} />
          <Card title="Doubles emplois et contradictions">
            {trouble.length === 0 ? (
              <p className="muted">Aucun.</p>
            ) : (
              <TroubleList data={loaderData} base={base} />
            )}
          </Card>
          <Card title="Ce que personne ne porte">
            {orphans.length === 0 ? (
              <p className="muted">Chaque niveau a une fiche ou un but.</p>
            ) : (
              <ul className="tree">
                {orphans.map((axe) => (
                  <li key={axe.id} className="tree-node">
                    <span className="tree-words">
                      <span className="tree-num">{axe.numero}</span>
                      <Link to={`${base}/axes/${axe.id}${au}`}>{axe.titre}</Link>
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </Card>
          {loose.length > 0 && (
            <Card title="Buts sans axe">
              <ul className="timeline">
                {loose.map((its) => (
                  <li key={`${its.planId}${its.but}`}>
                    {its.but}{' '}
                    <Link className="small" to={`${base}/plans/${its.planId}`}>
                      {its.plan}
                    </Link>
                  </li>
                ))}
              </ul>
            </Card>
          )}
        </>
      )}
    </>
  )
}

type Loaded = Route.ComponentProps['loaderData']

const tones = { converge: 'green', double: 'ochre', contredit: 'red' } as const

function Matrix({ data, base }: { data: Loaded; base: string }) {
  const parentOf = new Map(data.axes.map((axe) => [axe.id, axe.parentId]))
  const rootOf = (id: string): string => {
    const parent = parentOf.get(id)
    return parent ? rootOf(parent) : id
  }
  const head = (
    <>
      <th scope="col">Axe</th>
      {data.plans.map((plan) => (
        <th scope="col" key={plan.id}>
          <Link to={`${base}/plans/${plan.id}`}>{plan.nom}</Link> {plan.exemple && <Exemple />}
        </th>
      ))}
    </>
  )
  return (
    <div className="matrix">
      <Table caption="Axes et autres plans" head={head}>
        {data.axes
          .filter((axe) => axe.depth === 0)
          .map((axe) => (
            <tr key={axe.id}>
              <th scope="row">
                <AxeDot numero={axe.numero} /> {axe.court || axe.titre}
              </th>
              {data.plans.map((plan) => {
                const its = data.meetings.filter(
                  (meeting) => meeting.planId === plan.id && rootOf(meeting.axeId) === axe.id,
                )
                return (
                  <td key={plan.id} className={its.length === 0 ? 'vide' : undefined}>
                    {its.length === 0
                      ? 'aucun but'
                      : [...Map.groupBy(its, (meeting) => meeting.lien)].map(([lien, list]) => (
                          <Badge key={lien} tone={tones[lien]}>{`${list.length} ${butLiens[lien]}`}</Badge>
                        ))}
                  </td>
                )
              })}
            </tr>
          ))}
      </Table>
    </div>
  )
}

function TroubleList({ data, base }: { data: Loaded; base: string }) {
  const plans = new Map(data.plans.map((its) => [its.id, its.nom]))
  const axes = new Map(data.axes.map((its) => [its.id, its]))
  return (
    <ul className="timeline">
      {data.meetings
        .filter((its) => its.lien !== 'converge')
        .map((its) => (
          <li key={`${its.axeId}${its.but}`}>
            <Badge tone={tones[its.lien]}>{butLiens[its.lien]}</Badge> {its.but} (
            <Link to={`${base}/plans/${its.planId}`}>{plans.get(its.planId)}</Link>)
            <p className="small">
              {`avec ${axes.get(its.axeId)?.numero}. ${axes.get(its.axeId)?.titre}`}{' '}
              {its.note && <span className="muted">{its.note}</span>}
            </p>
          </li>
        ))}
    </ul>
  )
}
