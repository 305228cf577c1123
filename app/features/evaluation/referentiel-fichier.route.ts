import { parseDocument } from '#app/platform/documents/document.schema.ts'
import { documentResponse, formatOfPath } from '#app/platform/documents/documents.server.ts'
import { dispositionOf } from '#app/platform/files.server.ts'
import { read } from '#app/platform/http.server.ts'
import type { Route } from './+types/referentiel-fichier.route'
import { openEvaluation } from './evaluation-page.server.ts'
import { referentielDocument } from './referentiel.document.ts'
import { listQuestions } from './referentiel.queries.server.ts'
import { referentielWorkbook } from './referentiel-workbook.server.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The framework as a file, to print, to write on or to sort. */
export async function loader(args: Route.LoaderArgs) {
  const given = await read(args, async ({ tx, actor, today }) => {
    const { id, titre, exemple } = await openEvaluation(tx, actor, args.params.code)
    return {
      titre,
      exemple,
      today,
      issuer: actor.territoireNom,
      questions: await listQuestions(tx, actor, id),
    }
  })
  const format = formatOfPath(new URL(args.request.url).pathname)
  if (format) return documentResponse(parseDocument(referentielDocument(given)), format)
  return new Response(await referentielWorkbook(given.questions), {
    headers: {
      'content-type': XLSX,
      'content-disposition': dispositionOf(`referentiel-${args.params.code}.xlsx`),
    },
  })
}
