import { NotFound } from '#app/lib/errors.ts'
import { parseDocument } from '#app/platform/documents/document.schema.ts'
import {
  type DocumentFormat,
  documentFormats,
  documentResponse,
} from '#app/platform/documents/documents.server.ts'
import { answering, read, servicesContext } from '#app/platform/http.server.ts'
import type { Route } from './+types/note-fichier.route'
import { noteDocument } from './note.document.ts'
import { loadNote } from './notes.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { id, format } = args.params
  const asked = documentFormats.find((its): its is DocumentFormat => its === format)
  const { dataDir } = args.context.get(servicesContext).config
  const document = await read(args, async (visit) => {
    const issued = { issuer: visit.actor.territoireNom, date: visit.today }
    return parseDocument(noteDocument(await loadNote({ ...visit, dataDir }, id), issued))
  })
  return answering(async () => {
    if (!asked) throw new NotFound()
    return documentResponse(document, asked)
  })
}
