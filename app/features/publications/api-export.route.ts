import { NotFound } from '#app/lib/errors.ts'
import type { Route } from './+types/api-export.route'
import { apiAnswer, json } from './api.server.ts'
import { natureAsked, readAll, readInclusion, reading } from './api-reads.server.ts'
import { csvDump, dictionary, tableSchema } from './dumps.ts'
import { inclusionCsv } from './inclusion.ts'
import { isInclusionFile } from './inclusion.words.ts'

const CSV = 'text/csv; charset=utf-8'

export async function loader(args: Route.LoaderArgs) {
  const { territoire, fichier } = args.params
  return apiAnswer(args, async () => {
    const [, inclusion = '', format = ''] = /^inclusion-([a-z]+)\.(csv|json)$/.exec(fichier) ?? []
    if (isInclusionFile(inclusion)) {
      const rows = await readInclusion(args, territoire, inclusion)
      if (format === 'json') return json(rows)
      const headers = { 'content-disposition': `attachment; filename="${territoire}-${fichier}"` }
      return { body: inclusionCsv(inclusion, rows), type: CSV, headers }
    }
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
