import { Link } from 'react-router'
import { countByAxeAndState } from '#app/features/fiches/index.server.ts'
import { listAxesAt, listPlans } from '#app/features/strategies/index.server.ts'
import { coherenceOf } from '#app/features/strategies/index.words.ts'
import { read } from '#app/platform/http.server.ts'
import { Card, Empty, PageHead, Stat } from '#app/ui/page.tsx'
import { useAu } from '#app/ui/use-au.ts'
import type { Route } from './+types/coherence.route'
import { LooseList, Matrix, OrphansTree, TroubleList } from './coherence-panels.tsx'

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
      {axes.length === 0 || plans.length === 0 ? (
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
            <OrphansTree orphans={orphans} base={base} />
          </Card>
          {loose.length > 0 && (
            <Card title="Buts sans axe">
              <LooseList loose={loose} base={base} />
            </Card>
          )}
        </>
      )}
    </>
  )
}
