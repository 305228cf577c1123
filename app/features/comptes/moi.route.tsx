import { redirect } from 'react-router'
import { parseForm } from '#app/lib/form-values.ts'
import {
  actorContext,
  read,
  redirectWith,
  refusing,
  servicesContext,
  versionOf,
  write,
} from '#app/platform/http.server.ts'
import { roleNames } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import { RefusedNotice } from '#app/ui/signin-frame.tsx'
import type { Route } from './+types/moi.route'
import { changePassword, endSession, listSessions } from './moi.server.ts'
import { AccountLinks, IdentityCard, PasswordCard, RolesCard, SessionsCard } from './moi-cards.tsx'
import { personneInput } from './personne.schema.ts'
import { updatePersonne } from './personnes.commands.server.ts'
import { getPersonne } from './personnes.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const services = args.context.get(servicesContext)
  const sessions = await listSessions(services, args.request)
  const own = await read(args, ({ tx, actor }) => getPersonne(tx, actor, actor.personneId))
  const { affectations } = args.context.get(actorContext)
  const roles = affectations.map((its) => `${roleNames[its.role]}, ${its.organisationNom}`)
  return {
    nom: own.nom,
    telephone: own.telephone,
    courriel: own.courriel,
    version: own.version,
    roles,
    sessions,
  }
}

// The library works outside the transaction of a territory: its gestures come first.
export async function action(args: Route.ActionArgs) {
  const services = args.context.get(servicesContext)
  const { territoireSlug } = args.context.get(actorContext)
  const form = await args.request.clone().formData()
  const page = `/t/${territoireSlug}/moi`
  if (form.get('geste') === 'identite') return writeIdentity(args, page)
  return refusing(form, async () => {
    const session = form.get('session')
    const { said, headers } =
      form.get('geste') === 'mot-de-passe'
        ? await changePassword(services, args.request, form)
        : await endSession(services, args.request, session === null ? null : String(session))
    headers.append('set-cookie', redirectWith(page, said).headers.get('set-cookie') ?? '')
    return redirect(page, { headers })
  })
}

function writeIdentity(args: Route.ActionArgs, page: string) {
  return write(args, async ({ tx, actor, form }) => {
    const input = parseForm(personneInput.pick({ nom: true, telephone: true }), form)
    await updatePersonne(tx, actor, actor.personneId, { version: versionOf(form), input })
    return redirectWith(page, 'Identité enregistrée.')
  })
}

export default function Moi({ loaderData, actionData }: Route.ComponentProps) {
  const refused = refusedOf(actionData)
  return (
    <>
      <title>Mon compte · Maillage</title>
      <PageHead title="Mon compte" lead={loaderData.courriel} actions={<AccountLinks />} />
      <RefusedNotice message={refused?.refusal.message} />
      <IdentityCard values={loaderData} version={loaderData.version} refused={refused} />
      <RolesCard roles={loaderData.roles} />
      <PasswordCard />
      <SessionsCard sessions={loaderData.sessions} />
    </>
  )
}
