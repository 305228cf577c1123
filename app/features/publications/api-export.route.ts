import { NotFound } from '#app/lib/errors.ts'
import type { Route } from './+types/api-export.route'
import { apiAnswer, json } from './api.server.ts'
import { natureAsked, readAll } from './api-reads.server.ts'
import { csvDump, tableSchema } from './dumps.ts'

export async function loader(args: Route.LoaderArgs) {
  const { territoire, fichier } = args.params
  return apiAnswer(args, async () => {
    const [, chemin = '', kind = ''] = /^([a-z]+)\.(csv|schema\.json)$/.exec(fichier) ?? []
    if (kind === '') throw new NotFound('Ce fichier n’existe pas.')
    const nature = natureAsked(chemin)
    const rows = await readAll(args, territoire, nature)
    if (kind === 'schema.json') return json(tableSchema(nature))
    const headers = { 'content-disposition': `attachment; filename="${territoire}-${chemin}.csv"` }
    return { body: csvDump(nature, rows), type: 'text/csv; charset=utf-8', headers }
  })
}
