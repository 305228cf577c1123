import type { Route } from './+types/api-liste.route'
import { apiAnswer, json } from './api.server.ts'
import { readPage } from './api-reads.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return apiAnswer(args, async () => {
    const page = await readPage(args, args.params.territoire, args.params.chemin)
    const links = [
      page.suivante ? `<${page.suivante}>; rel="next"` : '',
      page.precedente ? `<${page.precedente}>; rel="prev"` : '',
    ].filter(Boolean)
    return json(page, links.length > 0 ? { link: links.join(', ') } : {})
  })
}
