import { Link } from 'react-router'
import { butLiens } from '#app/features/strategies/index.words.ts'
import { AxeDot, Badge, Exemple } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { useAu } from '#app/ui/use-au.ts'
import type { Route } from './+types/coherence.route'

type Loaded = Route.ComponentProps['loaderData']

const tones = { converge: 'green', double: 'ochre', contredit: 'red' } as const

export function Matrix({ data, base }: { data: Loaded; base: string }) {
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

export function TroubleList({ data, base }: { data: Loaded; base: string }) {
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

/** The levels of our strategy without a fiche nor a goal of another plan. */
export function OrphansTree({ orphans, base }: { orphans: Loaded['orphans']; base: string }) {
  const au = useAu()
  if (orphans.length === 0) return <p className="muted">Chaque niveau a une fiche ou un but.</p>
  return (
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
  )
}

/** The goals of the other plans that meet no axis. */
export function LooseList({ loose, base }: { loose: Loaded['loose']; base: string }) {
  return (
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
  )
}
