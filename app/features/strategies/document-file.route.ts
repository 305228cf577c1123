import { fileResponse, getFile } from '#app/platform/files.server.ts'
import { answering, read, servicesContext } from '#app/platform/http.server.ts'
import type { Route } from './+types/document-file.route'
import { getDocumentByCode } from './documents.queries.server.ts'

/** A file of a framework document, for who may read the document. */
export async function loader(args: Route.LoaderArgs) {
  const file = await read(args, async ({ tx, actor }) => {
    const document = await getDocumentByCode(tx, actor, args.params.code)
    return getFile(tx, { entite: 'document', entiteId: document.id, id: args.params.id })
  })
  return answering(() => fileResponse(args.context.get(servicesContext).config.dataDir, file))
}
