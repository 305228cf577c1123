import { Link } from 'react-router'
import { formatPeriode } from '#app/lib/dates.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Card, Empty, Exemple, PageHead } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Route } from './+types/plans.route'
import { mustWrite } from './documents.commands.server.ts'
import { planDomaines, planInput } from './plan.schema.ts'
import { PlanForm } from './plan-form.tsx'
import { createPlan, listPlans } from './plans.server.ts'
import { useAu } from './use-au.ts'

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
        <Table caption="Autres plans" head={<Heads />}>
          {plans.map((plan) => (
            <tr key={plan.id}>
              <th scope="row">
                <Link to={`${base}/plans/${plan.id}${au}`}>{plan.nom}</Link> {plan.exemple && <Exemple />}
              </th>
              <td>{planDomaines[plan.domaine]}</td>
              <td>{plan.direction}</td>
              <td>{formatPeriode(plan)}</td>
              <td className="num">{plan.buts.length}</td>
              <td className="num">{plan.buts.filter((but) => but.liens.length > 0).length}</td>
            </tr>
          ))}
        </Table>
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

function Heads() {
  return (
    <>
      <th scope="col">Plan</th>
      <th scope="col">Domaine</th>
      <th scope="col">Porté par</th>
      <th scope="col">Période</th>
      <th scope="col" className="num">
        Buts
      </th>
      <th scope="col" className="num">
        Reliés à un axe
      </th>
    </>
  )
}
