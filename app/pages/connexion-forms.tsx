import { Form, Link, useNavigation } from 'react-router'
import { demoPersonas } from '#app/platform/demo.ts'
import { CourrielField, PasswordField, RefusedNotice } from '#app/ui/signin-frame.tsx'

export interface SignInFormProps {
  suite: string
  message: string | undefined
  courriel: string | undefined
  /** The name of the identity provider, when there is one. */
  sso: string | null
  /** Whether a sign-in link can be asked for by mail. */
  lien: boolean
}

export function SignInForm({ suite, message, courriel, sso, lien }: SignInFormProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="form">
      <RefusedNotice message={message} />
      <input type="hidden" name="suite" value={suite} />
      <CourrielField value={courriel} />
      <PasswordField name="motDePasse" label="Mot de passe" autoComplete="current-password" />
      <div className="row">
        <button type="submit" className="btn primary" disabled={busy}>
          Se connecter
        </button>
        <Link to="/connexion/mot-de-passe">Mot de passe oublié ?</Link>
      </div>
      {lien && (
        <Link className="btn" to={`/connexion/lien?suite=${encodeURIComponent(suite)}`}>
          Recevoir un lien de connexion
        </Link>
      )}
      {sso && (
        <a className="btn" href={`/connexion/sso?suite=${encodeURIComponent(suite)}`}>
          Se connecter avec {sso}
        </a>
      )}
    </Form>
  )
}

export function Personas({ suite }: { suite: string }) {
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
