import { data, Form, Link, redirect, useNavigation } from 'react-router'
import { Refusal } from '#app/lib/errors.ts'
import { demoPersonas } from '#app/platform/demo.ts'
import { formOf, servicesContext } from '#app/platform/http.server.ts'
import { findCompte } from '#app/platform/session.server.ts'
import { safeSuite, signIn } from '#app/platform/sign-in.server.ts'
import { Logo } from '#app/ui/logo.tsx'
import { Notice } from '#app/ui/page.tsx'
import { SigninPicture } from '#app/ui/signin-picture.tsx'
import type { Route } from './+types/connexion.route'

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

function SignInForm({
  suite,
  refused,
  sso,
}: {
  suite: string
  refused: { message: string; courriel: string } | null
  sso: string | null
}) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="form">
      {refused && (
        <Notice tone="error">
          <span role="alert">{refused.message}</span>
        </Notice>
      )}
      <input type="hidden" name="suite" value={suite} />
      <div className="field">
        <label htmlFor="courriel">Adresse électronique</label>
        <input
          className="input"
          id="courriel"
          name="courriel"
          type="email"
          autoComplete="username"
          required
          defaultValue={refused?.courriel}
        />
      </div>
      <div className="field">
        <label htmlFor="motDePasse">Mot de passe</label>
        <input
          className="input"
          id="motDePasse"
          name="motDePasse"
          type="password"
          autoComplete="current-password"
          required
        />
      </div>
      <div className="row">
        <button type="submit" className="btn primary" disabled={busy}>
          Se connecter
        </button>
        <Link to="/connexion/mot-de-passe">Mot de passe oublié ?</Link>
      </div>
      {sso && (
        <a className="btn" href={`/connexion/sso?suite=${encodeURIComponent(suite)}`}>
          Se connecter avec {sso}
        </a>
      )}
    </Form>
  )
}

function Personas({ suite }: { suite: string }) {
  return (
    <section className="stack-s" aria-labelledby="demo">
      <h2 id="demo">Essayer la démonstration</h2>
      <p className="muted">Un clic, et vous êtes l’une de ces personnes. Elles n’existent pas.</p>
      <ul className="list personas">
        {demoPersonas.map((persona) => (
          <li key={persona.code}>
            <Form method="post" action={`/demo/${persona.code}`}>
              <input type="hidden" name="suite" value={suite} />
              <button type="submit" className="btn">
                {persona.titre} <small>{persona.organisation}</small>
              </button>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  )
}
