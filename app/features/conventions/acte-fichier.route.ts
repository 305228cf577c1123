import { documentResponse } from '#app/platform/documents/documents.server.ts'
import { answering, read } from '#app/platform/http.server.ts'
import type { Route } from './+types/acte-fichier.route'
import { openActeDocument } from './acte-courriel.server.ts'

/** An act as a file, for who may read it. */
export async function loader(args: Route.LoaderArgs) {
  const document = await read(args, (visit) => openActeDocument(visit, args.params.id))
  const isWord = new URL(args.request.url).pathname.endsWith('.docx')
  return answering(() => documentResponse(document, isWord ? 'docx' : 'pdf'))
}
