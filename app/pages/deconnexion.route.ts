import { redirect } from 'react-router'
import { forgetSession } from '#app/platform/actor-cache.server.ts'
import { servicesContext } from '#app/platform/http.server.ts'
import type { Route } from './+types/deconnexion.route'

export async function action({ request, context }: Route.ActionArgs) {
  const services = context.get(servicesContext)
  const { auth } = services
  forgetSession(services, request)
  const answer = await auth.api.signOut({ headers: request.headers, asResponse: true })
  throw redirect('/connexion', { headers: answer.headers })
}

export function loader() {
  throw redirect('/')
}
