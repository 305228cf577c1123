import { data, redirect } from 'react-router'
import { Refusal } from '#app/lib/errors.ts'
import { findCompte } from '#app/platform/find-compte.server.ts'
import { formOf, servicesContext } from '#app/platform/http.server.ts'
import { safeSuite, signIn } from '#app/platform/sign-in.server.ts'
import { offersSignInLink } from '#app/platform/sign-in-link.server.ts'
import { SigninFrame } from '#app/ui/signin-frame.tsx'
import type { Route } from './+types/connexion.route'
import { Personas, SignInForm } from './connexion-forms.tsx'

// The codes the authentication library puts in the address when a provider's sign-in does not end well.
const ssoSentences: Record<string, string> = {
  account_not_linked:
    'Un compte existe déjà avec votre adresse. L’administration de votre territoire doit dire que c’est bien vous : elle vient d’en être informée. En attendant, connectez-vous avec votre mot de passe.',
}

export async function loader({ request, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext)
  const asked = new URL(request.url).searchParams
  const suite = safeSuite(asked.get('suite'))
  if (await findCompte(services, request)) throw redirect(suite)
  const error = asked.get('error')
  return {
    suite,
    demo: services.config.demo,
    sso: services.config.oidc?.label ?? null,
    lien: offersSignInLink(services.config),
    message: error
      ? (ssoSentences[error] ??
        'La connexion n’a pas abouti. Recommencez, ou utilisez votre adresse et votre mot de passe.')
      : undefined,
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await formOf(request)
  const given = {
    courriel: String(form.get('courriel') ?? '').trim(),
    motDePasse: String(form.get('motDePasse') ?? ''),
    suite: safeSuite(form.get('suite')),
  }
  try {
    return await signIn(context.get(servicesContext), request, given)
  } catch (error) {
    if (error instanceof Refusal)
      return data({ message: error.message, courriel: given.courriel }, { status: 422 })
    throw error
  }
}

export default function Connexion({ loaderData, actionData }: Route.ComponentProps) {
  const refused = actionData && 'message' in actionData ? actionData : null
  return (
    <SigninFrame
      title="Se connecter"
      lead="L’espace de travail du projet de cohésion sociale de votre territoire."
    >
      <SignInForm
        suite={loaderData.suite}
        message={refused?.message ?? loaderData.message}
        courriel={refused?.courriel}
        sso={loaderData.sso}
        lien={loaderData.lien}
      />
      {loaderData.demo && <Personas suite={loaderData.suite} />}
    </SigninFrame>
  )
}
