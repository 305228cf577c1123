import { data, redirect } from 'react-router'
import { z } from 'zod'
import { callAuth, cookiesOf } from '#app/platform/auth-call.server.ts'
import { servicesContext } from '#app/platform/http.server.ts'
import { OIDC_PROVIDER_ID } from '#app/platform/oidc.server.ts'
import { safeSuite } from '#app/platform/sign-in.server.ts'
import type { Route } from './+types/sso.route'

const answered = z.object({ url: z.url() })

/** Leaves for the identity provider. Without one, the address does not exist. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext)
  if (!services.config.oidc) throw data(null, { status: 404 })
  const body = {
    provider: OIDC_PROVIDER_ID,
    callbackURL: safeSuite(new URL(request.url).searchParams.get('suite')),
    errorCallbackURL: '/connexion',
    disableRedirect: true,
  }
  const answer = await callAuth(services, request, { path: '/sign-in/social', body })
  if (!answer.ok) throw redirect('/connexion?error=provider')
  const { url } = answered.parse(await answer.json())
  throw redirect(url, { headers: cookiesOf(answer) })
}
