import { Link } from 'react-router'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Card, Empty, PageHead } from '#app/ui/page.tsx'
import { useAu } from '#app/ui/use-au.ts'
import type { Route } from './+types/plans.route'
import { mustWrite } from './documents.commands.server.ts'
import { planInput } from './plan.schema.ts'
import { PlanForm } from './plan-form.tsx'
import { createPlan, listPlans } from './plans.server.ts'
import { PlansTable } from './plans-table.tsx'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => ({
    plans: await listPlans(tx, actor, at),
    canEdit: can(actor, 'strategie.modifier'),
  }))
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    mustWrite(actor)
    const id = await createPlan(tx, actor, parseForm(planInput, form))
    return redirectWith(
      `/t/${actor.territoireSlug}/plans/${id}`,
      'Plan ajouté : écrivez maintenant ses buts.',
    )
  })
}

export default function Plans({ loaderData: { plans, canEdit }, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}`
  const au = useAu()
  const refused = refusedOf(actionData)
  return (
    <>
      <title>Autres plans · Maillage</title>
      <PageHead
        title="Autres plans"
        lead="Habitat, renouvellement urbain, emploi, sport, culture, écologie : leurs buts, reliés à nos axes."
        actions={
          <Link className="btn" to={`${base}/coherence${au}`}>
            Matrice de cohérence
          </Link>
        }
      />
      {plans.length === 0 ? (
        <Empty title="Aucun autre plan n’est inscrit.">
          Inscrivez le premier pour voir ce que personne ne porte.
        </Empty>
      ) : (
        <PlansTable plans={plans} base={base} />
      )}
      {canEdit && (
        <Card>
          <details className="disclosure" open={refused !== undefined}>
            <summary>Ajouter un plan</summary>
            <PlanForm values={{}} version={1} refused={refused} />
          </details>
        </Card>
      )}
    </>
  )
}
