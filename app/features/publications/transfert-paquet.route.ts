import { fileResponse } from '#app/platform/files.server.ts'
import { answering, read, servicesContext } from '#app/platform/http.server.ts'
import type { Route } from './+types/transfert-paquet.route'
import { getPaquet } from './transferts.queries.server.ts'

/** The package of a transfer, as it was prepared. */
export async function loader(args: Route.LoaderArgs) {
  const file = await read(args, ({ tx, actor }) => getPaquet(tx, actor, args.params.id))
  return answering(() => fileResponse(args.context.get(servicesContext).config.dataDir, file))
}
