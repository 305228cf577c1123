import { data, redirect } from 'react-router'
import { Refusal } from '#app/lib/errors.ts'
import { formOf, servicesContext } from '#app/platform/http.server.ts'
import { findCompte } from '#app/platform/session.server.ts'
import { safeSuite, signIn } from '#app/platform/sign-in.server.ts'
import { Logo } from '#app/ui/logo.tsx'
import { SigninPicture } from '#app/ui/signin-picture.tsx'
import type { Route } from './+types/connexion.route'
import { Personas, SignInForm } from './connexion-forms.tsx'

export async function loader({ request, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext)
  const suite = safeSuite(new URL(request.url).searchParams.get('suite'))
  if (await findCompte(services, request)) throw redirect(suite)
  return { suite, demo: services.config.demo, sso: services.config.oidc?.label ?? null }
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
  return (
    <div className="signin">
      <title>Se connecter · Maillage</title>
      <aside className="signin-aside">
        <p className="brand-large">
          <Logo size={36} /> Maillage
        </p>
        <SigninPicture />
        <p>
          Une stratégie partagée, des instances qui vivent, des actions suivies, des chiffres et des regards
          de terrain.
        </p>
      </aside>
      <main className="signin-main">
        <div>
          <h1>Se connecter</h1>
          <p className="muted">L’espace de travail du projet de cohésion sociale de votre territoire.</p>
        </div>
        <SignInForm
          suite={loaderData.suite}
          refused={actionData && 'message' in actionData ? actionData : null}
          sso={loaderData.sso}
        />
        {loaderData.demo && <Personas suite={loaderData.suite} />}
      </main>
    </div>
  )
}
