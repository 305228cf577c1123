import { redirect } from 'react-router'
import { parisDate } from '#app/lib/paris-time.ts'
import { listMemberships } from '#app/platform/actors.server.ts'
import { servicesContext } from '#app/platform/http.server.ts'
import { requireCompte } from '#app/platform/session.server.ts'
import type { Route } from './+types/entree.route'

/** The door: straight into one's territory, or to the choice when there are several or none. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext)
  const compte = await requireCompte(services, request)
  const memberships = await listMemberships(services.database.db, compte.id, parisDate(services.now()))
  const active = memberships.filter((membership) => membership.etat === 'active')
  const only = active.length === 1 ? active[0] : undefined
  throw redirect(only ? `/t/${only.slug}` : '/territoires')
}
