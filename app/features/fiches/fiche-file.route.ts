import { fileResponse, getFile } from '#app/platform/files.server.ts'
import { answering, read, servicesContext } from '#app/platform/http.server.ts'
import type { Route } from './+types/fiche-file.route'
import { getFiche } from './fiches.queries.server.ts'

/** A file of a fiche, for who may read the fiche. */
export async function loader(args: Route.LoaderArgs) {
  const file = await read(args, async ({ tx, actor }) => {
    const fiche = await getFiche(tx, actor, args.params.code)
    return getFile(tx, { entite: 'fiche', entiteId: fiche.id, id: args.params.id })
  })
  return answering(() => fileResponse(args.context.get(servicesContext).config.dataDir, file))
}
