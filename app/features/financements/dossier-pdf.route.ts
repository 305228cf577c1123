import { documentResponse } from '#app/platform/documents/documents.server.ts'
import { read, servicesContext } from '#app/platform/http.server.ts'
import type { Route } from './+types/dossier-pdf.route'
import { printedDossier } from './dossier-pdf.server.ts'

/** A dossier as a document, for who may read it. */
export async function loader(args: Route.LoaderArgs) {
  const { secret } = args.context.get(servicesContext)
  const document = await read(args, ({ tx, actor, today }) =>
    printedDossier(tx, actor, { id: args.params.id, secret, today }),
  )
  return documentResponse(document, new URL(args.request.url).pathname.endsWith('.docx') ? 'docx' : 'pdf')
}
