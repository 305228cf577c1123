import { NotFound } from '#app/lib/errors.ts'
import {
  type DocumentFormat,
  documentFormats,
  documentResponse,
} from '#app/platform/documents/documents.server.ts'
import { answering, read } from '#app/platform/http.server.ts'
import type { Route } from './+types/seance-piece.route'
import { type Piece, pieces, seanceDocument } from './seance.documents.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { id, piece, format } = args.params
  const [asked, wanted] = [
    pieces.find((its): its is Piece => its === piece),
    documentFormats.find((its): its is DocumentFormat => its === format),
  ]
  return answering(async () => {
    if (!asked || !wanted) throw new NotFound()
    const document = await read(args, (visit) => seanceDocument(visit, id, asked))
    // Written outside the transaction: a long document holds no connection.
    return documentResponse(document, wanted)
  })
}
