import { NotFound } from '#app/lib/errors.ts'
import { parseDocument } from '#app/platform/documents/document.schema.ts'
import {
  type DocumentFormat,
  documentFormats,
  documentResponse,
} from '#app/platform/documents/documents.server.ts'
import { answering, read } from '#app/platform/http.server.ts'
import type { Route } from './+types/rapport-fichier.route'
import { rapportDocument } from './rapport.document.ts'
import { loadRapport } from './rapports.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { id, format } = args.params
  const asked = documentFormats.find((its): its is DocumentFormat => its === format)
  const document = await read(args, async ({ tx, actor, today }) => {
    const issued = { issuer: actor.territoireNom, date: today }
    return parseDocument(rapportDocument(await loadRapport(tx, actor, id, today), issued))
  })
  return answering(async () => {
    if (!asked) throw new NotFound()
    return documentResponse(document, asked)
  })
}
