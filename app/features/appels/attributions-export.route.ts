import { Forbidden } from '#app/lib/errors.ts'
import { dispositionOf } from '#app/platform/files.server.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import type { Route } from './+types/attributions-export.route'
import { parseFilter } from './attribution.filter.ts'
import { exportAttributions } from './attributions-export.server.ts'

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

/** The published subsidies as a file: the same filters and the same visibility as the list. */
export async function loader(args: Route.LoaderArgs) {
  const { pathname, searchParams } = new URL(args.request.url)
  const format = pathname.endsWith('.csv') ? 'csv' : 'xlsx'
  return read(args, async ({ tx, actor, today }) => {
    if (!can(actor, 'subventions.lire')) throw new Forbidden()
    const body = await exportAttributions(tx, actor, parseFilter(searchParams), format)
    const headers = {
      'content-type': types[format],
      'content-disposition': dispositionOf(`subventions-publiees-${today}.${format}`),
    }
    return new Response(body, { headers })
  })
}
