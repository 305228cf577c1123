import { NotFound } from '#app/lib/errors.ts'
import { read, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Card, Empty, Exemple, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/plan.route'
import { listAxeChoices } from './axes.queries.server.ts'
import { planDomaines } from './plan.schema.ts'
import { But, NewBut } from './plan-but.tsx'
import { PlanForm } from './plan-form.tsx'
import { planAction } from './plan-intents.server.ts'
import { listPlans } from './plans.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => {
    const plan = (await listPlans(tx, actor, at)).find((its) => its.id === args.params.id)
    if (!plan) throw new NotFound()
    return { plan, axes: await listAxeChoices(tx, actor, at), canEdit: can(actor, 'strategie.modifier') }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, (visit) => planAction(visit, args.params.id))
}

export default function Plan({
  loaderData: { plan, axes, canEdit },
  actionData,
  params,
}: Route.ComponentProps) {
  const base = `/t/${params.territoire}`
  const refused = refusedOf(actionData)
  const isMine = (intention: string) => (refused?.values.intention?.[0] === intention ? refused : undefined)
  return (
    <>
      <title>{`${plan.nom} · Maillage`}</title>
      <PageHead
        title={plan.nom}
        lead={[planDomaines[plan.domaine], plan.direction].filter(Boolean).join(', ')}
        crumbs={[{ to: `${base}/plans`, label: 'Autres plans' }]}
        badges={plan.exemple && <Exemple />}
      />
      {plan.buts.length === 0 && <Empty title="Aucun but n’est encore écrit." />}
      {plan.buts.map((but) => (
        <But
          key={but.id}
          but={but}
          axes={axes}
          base={base}
          canEdit={canEdit}
          refused={refused?.values.butId?.[0] === but.id ? refused : undefined}
        />
      ))}
      {canEdit && (
        <>
          <NewBut key={plan.buts.length} refused={isMine('but')} />
          <Card>
            <details className="disclosure" open={isMine('plan') !== undefined}>
              <summary>Modifier le plan</summary>
              <PlanForm values={plan} version={plan.version} refused={isMine('plan')} />
            </details>
          </Card>
        </>
      )}
    </>
  )
}
