import { NotFound } from '#app/lib/errors.ts'
import {
  type DocumentFormat,
  documentFormats,
  documentResponse,
} from '#app/platform/documents/documents.server.ts'
import { answering, read } from '#app/platform/http.server.ts'
import type { Route } from './+types/produit-fichier.route'
import { produce } from './produits.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { sorte, cle, format } = args.params
  const asked = documentFormats.find((its): its is DocumentFormat => its === format)
  const document = await read(args, (visit) => produce(visit, sorte, cle))
  return answering(async () => {
    if (!asked) throw new NotFound()
    // Written outside the transaction: a long document holds no connection.
    return documentResponse(document, asked)
  })
}
