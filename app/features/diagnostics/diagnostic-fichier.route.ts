import { NotFound } from '#app/lib/errors.ts'
import { parseDocument } from '#app/platform/documents/document.schema.ts'
import {
  type DocumentFormat,
  documentFormats,
  documentResponse,
} from '#app/platform/documents/documents.server.ts'
import { answering } from '#app/platform/http.server.ts'
import type { Route } from './+types/diagnostic-fichier.route'
import { diagnosticDocument } from './diagnostic.document.ts'
import { loadDiagnostic } from './diagnostic-page.server.ts'

/** The diagnosis as a file. */
export async function loader(args: Route.LoaderArgs) {
  const asked = documentFormats.find((its): its is DocumentFormat => its === args.params.format)
  const view = await loadDiagnostic(args, args.params.id)
  return answering(async () => {
    if (!asked) throw new NotFound()
    return documentResponse(parseDocument(diagnosticDocument(view)), asked)
  })
}
