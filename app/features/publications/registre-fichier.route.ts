import { NotFound } from '#app/lib/errors.ts'
import { parseDocument } from '#app/platform/documents/document.schema.ts'
import { documentFormats, documentResponse } from '#app/platform/documents/documents.server.ts'
import { answering, read } from '#app/platform/http.server.ts'
import type { Route } from './+types/registre-fichier.route'
import { listRegles } from './destructions.queries.server.ts'
import { registreDocument } from './registre.document.ts'
import { countPlaces } from './registre.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const asked = documentFormats.find((its) => its === args.params.format)
  const document = await read(args, async ({ tx, actor, today }) => {
    const counts = await countPlaces(tx, actor)
    const issued = { issuer: actor.territoireNom, date: today }
    return parseDocument(registreDocument(counts, await listRegles(tx, actor), issued))
  })
  return answering(async () => {
    if (!asked) throw new NotFound()
    return documentResponse(document, asked)
  })
}
