import { dispositionOf } from '#app/platform/files.server.ts'
import { read } from '#app/platform/http.server.ts'
import type { Route } from './+types/organisations-export.route'
import { parseFilter } from './organisation.filter.ts'
import { exportOrganisations } from './organisations-export.server.ts'

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

/** The directory as a file: the same filters and the same visibility as the list, every field. */
export async function loader(args: Route.LoaderArgs) {
  const { pathname, searchParams } = new URL(args.request.url)
  const format = pathname.endsWith('.csv') ? 'csv' : 'xlsx'
  return read(args, async ({ tx, actor, at, today }) => {
    const body = await exportOrganisations(tx, actor, { filter: parseFilter(searchParams), at, format })
    const headers = {
      'content-type': types[format],
      'content-disposition': dispositionOf(`organisations-${today}.${format}`),
    }
    return new Response(body, { headers })
  })
}
