import { redirect } from 'react-router'
import { servicesContext } from '#app/platform/http.server.ts'
import type { Route } from './+types/deconnexion.route'

export async function action({ request, context }: Route.ActionArgs) {
  const { auth } = context.get(servicesContext)
  const answer = await auth.api.signOut({ headers: request.headers, asResponse: true })
  throw redirect('/connexion', { headers: answer.headers })
}

export function loader() {
  throw redirect('/')
}
