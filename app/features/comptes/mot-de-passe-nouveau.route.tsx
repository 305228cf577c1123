import { data, Form, Link } from 'react-router'
import { Refusal } from '#app/lib/errors.ts'
import { callAuth } from '#app/platform/auth-call.server.ts'
import { formOf, redirectWith, servicesContext } from '#app/platform/http.server.ts'
import { refuseTooMany } from '#app/platform/sign-in.server.ts'
import { PasswordField, RefusedNotice, SigninFrame } from '#app/ui/signin-frame.tsx'
import type { Route } from './+types/mot-de-passe-nouveau.route'
import { PASSWORD_HINT, readNewPassword } from './mot-de-passe.rules.ts'

export async function action({ request, context, params }: Route.ActionArgs) {
  const form = await formOf(request)
  try {
    const body = { newPassword: readNewPassword(form), token: params.jeton }
    const answer = await callAuth(context.get(servicesContext), request, { path: '/reset-password', body })
    refuseTooMany(answer)
    if (!answer.ok)
      throw new Refusal(
        'lien-perime',
        'Ce lien n’est plus valable : il a déjà servi, ou il date de plus d’une heure. Demandez-en un autre.',
      )
  } catch (error) {
    if (error instanceof Refusal) return data({ message: error.message }, { status: 422 })
    throw error
  }
  return redirectWith('/connexion', 'Votre mot de passe est changé. Connectez-vous avec le nouveau.')
}

export default function MotDePasseNouveau({ actionData }: Route.ComponentProps) {
  const message = actionData && 'message' in actionData ? actionData.message : undefined
  return (
    <SigninFrame title="Choisir un nouveau mot de passe" lead="Les autres appareils seront déconnectés.">
      <Form method="post" className="form">
        <RefusedNotice message={message} />
        <PasswordField
          name="motDePasse"
          label="Nouveau mot de passe"
          autoComplete="new-password"
          hint={PASSWORD_HINT}
        />
        <PasswordField name="confirmation" label="Le même, une seconde fois" autoComplete="new-password" />
        <div className="row">
          <button type="submit" className="btn primary">
            Changer le mot de passe
          </button>
          <Link to="/connexion/mot-de-passe">Demander un autre lien</Link>
        </div>
      </Form>
    </SigninFrame>
  )
}
