import { data, Form, Link } from 'react-router'
import { Refusal } from '#app/lib/errors.ts'
import { formOf, servicesContext } from '#app/platform/http.server.ts'
import { safeSuite } from '#app/platform/sign-in.server.ts'
import { askSignInLink } from '#app/platform/sign-in-link.server.ts'
import { Notice } from '#app/ui/page.tsx'
import { CourrielField, RefusedNotice, SigninFrame } from '#app/ui/signin-frame.tsx'
import type { Route } from './+types/lien-connexion.route'

export function loader({ request }: Route.LoaderArgs) {
  return { suite: safeSuite(new URL(request.url).searchParams.get('suite')) }
}

/** The answer is the same whether the address is known or not: nobody learns here who has an account. */
export async function action({ request, context }: Route.ActionArgs) {
  const form = await formOf(request)
  const given = { courriel: String(form.get('courriel') ?? ''), suite: safeSuite(form.get('suite')) }
  try {
    await askSignInLink(context.get(servicesContext), request, given)
  } catch (error) {
    if (error instanceof Refusal) return data({ message: error.message }, { status: 422 })
    throw error
  }
  return { asked: true }
}

export default function LienConnexion({ loaderData, actionData }: Route.ComponentProps) {
  const message = actionData && 'message' in actionData ? actionData.message : undefined
  return (
    <SigninFrame
      title="Recevoir un lien de connexion"
      lead="Sans mot de passe : un lien part à votre adresse. Il fonctionne un quart d’heure, une seule fois."
    >
      <RefusedNotice message={message} />
      {actionData && 'asked' in actionData && (
        <Notice tone="success">
          <span role="status">
            Si un compte existe à cette adresse, un message vient d’y partir. Regardez aussi dans les
            indésirables.
          </span>
        </Notice>
      )}
      <Form method="post" className="form">
        <input type="hidden" name="suite" value={loaderData.suite} />
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
