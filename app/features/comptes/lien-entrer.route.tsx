import { data, Form, Link } from 'react-router'
import { Refusal } from '#app/lib/errors.ts'
import { formOf, servicesContext } from '#app/platform/http.server.ts'
import { safeSuite } from '#app/platform/sign-in.server.ts'
import { enterByLink } from '#app/platform/sign-in-link.server.ts'
import { RefusedNotice, SigninFrame } from '#app/ui/signin-frame.tsx'
import type { Route } from './+types/lien-entrer.route'

export function loader({ request }: Route.LoaderArgs) {
  return { suite: safeSuite(new URL(request.url).searchParams.get('suite')) }
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const form = await formOf(request)
  const given = { jeton: params.jeton, suite: safeSuite(form.get('suite')) }
  try {
    return await enterByLink(context.get(servicesContext), request, given)
  } catch (error) {
    if (error instanceof Refusal) return data({ message: error.message }, { status: 422 })
    throw error
  }
}

/** Opening the page uses nothing up: mail software that looks at links before people do would burn it. */
export default function LienEntrer({ loaderData, actionData }: Route.ComponentProps) {
  const message = actionData && 'message' in actionData ? actionData.message : undefined
  return (
    <SigninFrame title="Entrer dans Maillage" lead="Ce lien vous connecte, une seule fois, sur cet appareil.">
      <RefusedNotice message={message} />
      <Form method="post" className="form">
        <input type="hidden" name="suite" value={loaderData.suite} />
        <div className="row">
          <button type="submit" className="btn primary">
            Entrer
          </button>
          <Link to="/connexion/lien">Demander un autre lien</Link>
        </div>
      </Form>
    </SigninFrame>
  )
}
