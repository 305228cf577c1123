import { yearOf } from '#app/lib/dates.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { type RouteArgs, read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { textParam } from '#app/platform/search-params.ts'
import { listYear } from './appuis.queries.server.ts'

/** A year of requests, for the team: this year when none is asked. */
export function loadBilan(args: RouteArgs) {
  const asked = Number(textParam(args.request, 'annee'))
  return read(args, async ({ tx, actor, today }) => {
    if (!can(actor, 'appuis.suivre')) throw new Forbidden()
    const annee = Number.isInteger(asked) && asked > 1990 && asked < 2200 ? asked : yearOf(today)
    return { annee, lines: await listYear(tx, annee) }
  })
}
