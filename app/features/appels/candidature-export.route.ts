import { slugify } from '#app/lib/text.ts'
import { parseDocument } from '#app/platform/documents/document.schema.ts'
import { documentResponse, formatOfPath } from '#app/platform/documents/documents.server.ts'
import { dispositionOf } from '#app/platform/files.server.ts'
import { read } from '#app/platform/http.server.ts'
import type { Route } from './+types/candidature-export.route'
import { candidatureDocument } from './candidature-document.ts'
import { candidatureWorkbook } from './candidature-workbook.server.ts'
import { getCandidature, listBidChoices } from './candidatures.queries.server.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The whole file of a bid: to print, to write on, or its figures in a workbook. */
export async function loader(args: Route.LoaderArgs) {
  const format = formatOfPath(new URL(args.request.url).pathname)
  const { bid, communes, issuer, today } = await read(args, async ({ tx, actor, today: day }) => {
    const its = await getCandidature(tx, actor, args.params.code)
    return { bid: its, ...(await listBidChoices(tx)), issuer: actor.territoireNom, today: day }
  })
  if (format) return documentResponse(parseDocument(candidatureDocument(bid, issuer, today)), format)
  const headers = {
    'content-type': XLSX,
    'content-disposition': dispositionOf(`${slugify(bid.titre, 80)}.xlsx`),
  }
  return new Response(await candidatureWorkbook(bid, communes), { headers })
}
