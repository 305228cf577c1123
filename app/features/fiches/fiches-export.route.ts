import { Forbidden } from '#app/lib/errors.ts'
import { dispositionOf } from '#app/platform/files.server.ts'
import { actorContext, datesOf, read, servicesContext } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import type { Route } from './+types/fiches-export.route'
import { parseFilter } from './fiche.filter.ts'
import { exportCsv, exportWorkbook } from './fiche-export.server.ts'

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

/** The list as a file: the same filters, the same visibility, every field. */
export async function loader(args: Route.LoaderArgs) {
  const { pathname, searchParams } = new URL(args.request.url)
  await read(args, async ({ actor }) => {
    if (!can(actor, 'fiches.lire')) throw new Forbidden()
  })
  const { at, today } = datesOf(args)
  const asked = {
    db: args.context.get(servicesContext).database.db,
    actor: args.context.get(actorContext),
    filter: parseFilter(searchParams),
    at: at === today ? undefined : at,
  }
  const kind = pathname.endsWith('.csv') ? 'csv' : 'xlsx'
  const body = kind === 'csv' ? await exportCsv(asked) : await exportWorkbook(asked)
  const headers = {
    'content-type': types[kind],
    'content-disposition': dispositionOf(`fiches-${today}.${kind}`),
  }
  return new Response(body, { headers })
}
