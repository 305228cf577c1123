import type { Route } from './+types/api-liste.route'
import { apiAnswer, json } from './api.server.ts'
import { linksOf } from './api-page.server.ts'
import { readPage } from './api-reads.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return apiAnswer(args, async () => {
    const page = await readPage(args, args.params.territoire, args.params.chemin)
    return json(page, linksOf(page))
  })
}
