import { ping } from '#app/db/connection.server.ts'
import { servicesContext } from '#app/platform/http.server.ts'
import type { Route } from './+types/sante.route'

/** For a load balancer: 200 when the database answers. Says nothing of the territories. */
export async function loader({ context }: Route.LoaderArgs) {
  const { database } = context.get(servicesContext)
  await ping(database.db)
  return Response.json({ etat: 'ok' })
}
