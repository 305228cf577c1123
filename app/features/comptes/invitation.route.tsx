import { data, redirect } from 'react-router'
import { Refusal } from '#app/lib/errors.ts'
import { hashPassword } from '#app/platform/comptes.server.ts'
import { findCompte } from '#app/platform/find-compte.server.ts'
import { answering, formOf, redirectWith, servicesContext } from '#app/platform/http.server.ts'
import { roleNames } from '#app/platform/permissions.ts'
import type { Services } from '#app/platform/services.server.ts'
import { signIn } from '#app/platform/sign-in.server.ts'
import { SigninFrame } from '#app/ui/signin-frame.tsx'
import type { Route } from './+types/invitation.route'
import { InvitationForm } from './invitation-form.tsx'
import { acceptInvitation, getInvitation } from './invitations.commands.server.ts'
import { readNewPassword } from './mot-de-passe.rules.ts'

export async function loader({ request, context, params }: Route.LoaderArgs) {
  const services = context.get(servicesContext)
  const now = services.now()
  const invitation = await answering(() => getInvitation(services.database.db, params.jeton, now))
  const compte = await findCompte(services, request)
  if (invitation.compteId && !compte)
    throw redirect(`/connexion?suite=${encodeURIComponent(`/connexion/invitation/${params.jeton}`)}`)
  return {
    territoire: invitation.territoire,
    role: roleNames[invitation.role],
    nom: invitation.nom,
    courriel: invitation.courriel,
    needsPassword: !invitation.compteId,
  }
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const form = await formOf(request)
  return answering(async () => {
    try {
      return await accept(context.get(servicesContext), request, { jeton: params.jeton, form })
    } catch (error) {
      if (error instanceof Refusal) return data({ message: error.message }, { status: 422 })
      throw error
    }
  })
}

async function accept(services: Services, request: Request, asked: { jeton: string; form: FormData }) {
  const motDePasse = asked.form.has('motDePasse') ? readNewPassword(asked.form) : null
  const compte = await findCompte(services, request)
  const invitation = await acceptInvitation(services.database.db, asked.jeton, {
    empreinteMotDePasse: motDePasse && (await hashPassword(motDePasse)),
    compteId: compte?.id ?? null,
    now: services.now(),
  })
  const suite = `/t/${invitation.slug}`
  if (!motDePasse) return redirectWith(suite, 'Bienvenue : vous avez rejoint ce territoire.')
  return signIn(services, request, { courriel: invitation.courriel, motDePasse, suite })
}

export default function Invitation({ loaderData, actionData }: Route.ComponentProps) {
  const message = actionData && 'message' in actionData ? actionData.message : undefined
  return (
    <SigninFrame title={`Rejoindre ${loaderData.territoire}`} lead={`Votre rôle : ${loaderData.role}.`}>
      <InvitationForm {...loaderData} message={message} />
    </SigninFrame>
  )
}
