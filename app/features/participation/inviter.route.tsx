import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/inviter.route'
import { InvitationsCard, InviterForm } from './inviter-form.tsx'
import { inviterAction, loadInviter } from './inviter-page.server.ts'

export const loader = (args: Route.LoaderArgs) => loadInviter(args)

export const action = (args: Route.ActionArgs) => inviterAction(args)

export default function Inviter({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/participation`
  return (
    <>
      <title>Inviter des communes · Maillage</title>
      <PageHead
        title="Inviter des communes"
        crumbs={[{ to: base, label: 'Participation des communes' }]}
        lead="Une proposition, jamais une assignation : chaque commune accepte, choisit un autre niveau ou décline, par un lien sans compte ou sur sa page."
      />
      <InviterForm page={loaderData} refused={refusedOf(actionData)} />
      <InvitationsCard invitations={loaderData.invitations} />
    </>
  )
}
