import { Form, Link } from 'react-router'
import { callAuth } from '#app/platform/auth-call.server.ts'
import { answering, formOf, servicesContext } from '#app/platform/http.server.ts'
import { refuseTooMany } from '#app/platform/sign-in.server.ts'
import { Notice } from '#app/ui/page.tsx'
import { CourrielField, SigninFrame } from '#app/ui/signin-frame.tsx'
import type { Route } from './+types/mot-de-passe-oublie.route'

/** The answer is the same whether the address is known or not: nobody learns here who has an account. */
export async function action({ request, context }: Route.ActionArgs) {
  const form = await formOf(request)
  const email = String(form.get('courriel') ?? '')
    .trim()
    .toLowerCase()
  const services = context.get(servicesContext)
  return answering(async () => {
    refuseTooMany(await callAuth(services, request, { path: '/request-password-reset', body: { email } }))
    return { asked: true }
  })
}

export default function MotDePasseOublie({ actionData }: Route.ComponentProps) {
  return (
    <SigninFrame
      title="Mot de passe oublié"
      lead="Nous vous envoyons un lien pour en choisir un autre. Il fonctionne une heure, une seule fois."
    >
      {actionData?.asked && (
        <Notice tone="success">
          <span role="status">
            Si un compte existe à cette adresse, un message vient d’y partir. Regardez aussi dans les
            indésirables.
          </span>
        </Notice>
      )}
      <Form method="post" className="form">
        <CourrielField />
        <div className="row">
          <button type="submit" className="btn primary">
            Recevoir le lien
          </button>
          <Link to="/connexion">Revenir à la connexion</Link>
        </div>
      </Form>
    </SigninFrame>
  )
}
