import { fileResponse } from '#app/platform/files.server.ts'
import { answering, read, servicesContext } from '#app/platform/http.server.ts'
import type { Route } from './+types/dossier-fichier.route'
import { getPieceFile } from './dossier-fichiers.server.ts'

/** A document of a dossier, for who may read the dossier. */
export async function loader(args: Route.LoaderArgs) {
  const { id, fichier } = args.params
  const file = await read(args, ({ tx, actor }) => getPieceFile(tx, actor, { id, fichierId: fichier }))
  return answering(() => fileResponse(args.context.get(servicesContext).config.dataDir, file))
}
