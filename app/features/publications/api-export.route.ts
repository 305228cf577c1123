import { NotFound } from '#app/lib/errors.ts'
import type { Route } from './+types/api-export.route'
import { apiAnswer, json } from './api.server.ts'
import { natureAsked, readAll, reading } from './api-reads.server.ts'
import { csvDump, dictionary, tableSchema } from './dumps.ts'

const CSV = 'text/csv; charset=utf-8'

export async function loader(args: Route.LoaderArgs) {
  const { territoire, fichier } = args.params
  return apiAnswer(args, async () => {
    const [, chemin = '', kind = ''] = /^([a-z]+)\.(csv|schema\.json)$/.exec(fichier) ?? []
    if (kind === '') throw new NotFound('Ce fichier n’existe pas.')
    if (fichier === 'dictionnaire.csv')
      return reading(args, territoire, async () => ({ body: dictionary(), type: CSV }))
    const nature = natureAsked(chemin)
    const rows = await readAll(args, territoire, nature)
    if (kind === 'schema.json') return json(tableSchema(nature))
    const headers = { 'content-disposition': `attachment; filename="${territoire}-${chemin}.csv"` }
    return { body: csvDump(nature, rows), type: CSV, headers }
  })
}
