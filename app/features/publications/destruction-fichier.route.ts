import { NotFound } from '#app/lib/errors.ts'
import { parseDocument } from '#app/platform/documents/document.schema.ts'
import { documentFormats, documentResponse } from '#app/platform/documents/documents.server.ts'
import { answering, read } from '#app/platform/http.server.ts'
import type { Route } from './+types/destruction-fichier.route'
import { destructionDocument } from './destruction.document.ts'
import { getDestruction, listLignes } from './destructions.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { id, format } = args.params
  const asked = documentFormats.find((its) => its === format)
  const document = await read(args, async ({ tx, actor, today }) => {
    const its = await getDestruction(tx, actor, id)
    const issued = { issuer: actor.territoireNom, date: today }
    return parseDocument(destructionDocument(its, await listLignes(tx, id), issued))
  })
  return answering(async () => {
    if (!asked) throw new NotFound()
    return documentResponse(document, asked)
  })
}
