import { read } from '#app/platform/http.server.ts'
import { textParam } from '#app/platform/search-params.ts'
import type { Route } from './+types/recherche-json.route'
import { searchEverywhere } from './search.server.ts'

/** The records the command palette proposes as one types. */
export async function loader(args: Route.LoaderArgs) {
  const query = textParam(args.request, 'q') ?? ''
  const found = await read(args, ({ tx, actor, at }) =>
    query.length < 2 ? Promise.resolve([]) : searchEverywhere({ tx, actor, at, query }),
  )
  return Response.json({ found })
}
