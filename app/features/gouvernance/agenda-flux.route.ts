import { answering, servicesContext } from '#app/platform/http.server.ts'
import type { Route } from './+types/agenda-flux.route'
import { readFeed } from './agenda.server.ts'

export async function loader({ context, params }: Route.LoaderArgs) {
  const { database, config, now } = context.get(servicesContext)
  const calendar = await answering(() =>
    readFeed(database.db, params.jeton, { now: now(), publicUrl: config.publicUrl }),
  )
  return new Response(calendar, {
    headers: { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'private, no-store' },
  })
}
