import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/inviter.route'
import { AffectationForm } from './affectation-form.tsx'
import { invitePersonne } from './invitations.commands.server.ts'
import { invitationInput } from './personne.schema.ts'
import { listAffectationChoices } from './personnes.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => {
    if (!can(actor, 'comptes.gerer')) throw new Forbidden()
    return { choices: await listAffectationChoices(tx), today }
  })
}

export async function action(args: Route.ActionArgs) {
  const { config, now } = args.context.get(servicesContext)
  return write(args, async ({ tx, actor, form }) => {
    if (!can(actor, 'comptes.gerer')) throw new Forbidden()
    const sending = { publicUrl: config.publicUrl, now: now() }
    const id = await invitePersonne(tx, actor, parseForm(invitationInput, form), sending)
    const where = config.smtpUrl
      ? 'L’invitation part par courriel.'
      : 'L’invitation est dans la boîte d’envoi.'
    return redirectWith(`/t/${actor.territoireSlug}/personnes/${id}`, where)
  })
}

export default function Inviter({ loaderData, actionData, params }: Route.ComponentProps) {
  const crumbs = [{ to: `/t/${params.territoire}/personnes`, label: 'Personnes et rôles' }]
  return (
    <>
      <title>Inviter une personne · Maillage</title>
      <PageHead
        title="Inviter une personne"
        crumbs={crumbs}
        lead="Elle reçoit un lien pour choisir son mot de passe. Il fonctionne une fois, pendant quatorze jours."
      />
      <AffectationForm
        values={{ debut: loaderData.today }}
        version={1}
        choices={loaderData.choices}
        refused={refusedOf(actionData)}
        submit="Envoyer l’invitation"
        withPerson
      />
    </>
  )
}
