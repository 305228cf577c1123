import { NotFound } from '#app/lib/errors.ts'
import { parseDocument } from '#app/platform/documents/document.schema.ts'
import {
  type DocumentFormat,
  documentFormats,
  documentResponse,
} from '#app/platform/documents/documents.server.ts'
import { answering } from '#app/platform/http.server.ts'
import type { Route } from './+types/demarche-fichier.route'
import { demarcheDocument } from './demarche.document.ts'
import { loadWhole } from './demarche-page.server.ts'

/** The project and its annexes as a file. */
export async function loader(args: Route.LoaderArgs) {
  const view = await loadWhole(args)
  const format = args.request.url.split('?')[0]?.split('.').at(-1)
  const asked = documentFormats.find((its): its is DocumentFormat => its === format)
  return answering(async () => {
    if (!asked) throw new NotFound()
    return documentResponse(parseDocument(demarcheDocument(view)), asked)
  })
}
