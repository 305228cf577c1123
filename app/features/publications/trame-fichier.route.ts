import { slugify } from '#app/lib/text.ts'
import { dispositionOf } from '#app/platform/files.server.ts'
import { read, servicesContext } from '#app/platform/http.server.ts'
import type { Route } from './+types/trame-fichier.route'
import { drawTrame } from './trame.server.ts'

/** The skeleton of the project, to use elsewhere. */
export async function loader(args: Route.LoaderArgs) {
  const code = new URL(args.request.url).searchParams.get('document') ?? ''
  const now = args.context.get(servicesContext).now()
  const trame = await read(args, (visit) => drawTrame(visit, { code, now }))
  return new Response(`${JSON.stringify(trame, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': dispositionOf(`trame-${slugify(trame.territoire)}.json`),
      'cache-control': 'private, no-store',
    },
  })
}
