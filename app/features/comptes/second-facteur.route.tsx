import { data, Form, Link } from 'react-router'
import { Refusal } from '#app/lib/errors.ts'
import { formOf, servicesContext } from '#app/platform/http.server.ts'
import { safeSuite, verifySecondFactor } from '#app/platform/sign-in.server.ts'
import { RefusedNotice, SigninFrame } from '#app/ui/signin-frame.tsx'
import type { Route } from './+types/second-facteur.route'

export function loader({ request }: Route.LoaderArgs) {
  return { suite: safeSuite(new URL(request.url).searchParams.get('suite')) }
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await formOf(request)
  const given = { code: String(form.get('code') ?? ''), suite: safeSuite(form.get('suite')) }
  try {
    return await verifySecondFactor(context.get(servicesContext), request, given)
  } catch (error) {
    if (error instanceof Refusal) return data({ message: error.message }, { status: 422 })
    throw error
  }
}

export default function SecondFacteur({ loaderData, actionData }: Route.ComponentProps) {
  const message = actionData && 'message' in actionData ? actionData.message : undefined
  return (
    <SigninFrame
      title="Votre code"
      lead="Ouvrez votre application d’authentification et recopiez les six chiffres. Un code de secours convient aussi."
    >
      <Form method="post" className="form">
        <RefusedNotice message={message} />
        <input type="hidden" name="suite" value={loaderData.suite} />
        <div className="field">
          <label htmlFor="code">Code à six chiffres, ou code de secours</label>
          <input
            className="input"
            id="code"
            name="code"
            autoComplete="one-time-code"
            required
            maxLength={20}
          />
        </div>
        <div className="row">
          <button type="submit" className="btn primary">
            Continuer
          </button>
          <Link to="/connexion">Revenir à la connexion</Link>
        </div>
      </Form>
    </SigninFrame>
  )
}
