import { redirect } from 'react-router'
import { read } from '#app/platform/http.server.ts'
import { textParam } from '#app/platform/search-params.ts'
import type { Route } from './+types/portrait-ouvrir.route'
import { getHome, mustRead } from './lieu-page.server.ts'

/** `?lieu=commune:59606` goes to the portrait of that place; nothing asked, to that of the intercommunality. */
export async function loader(args: Route.LoaderArgs) {
  const to = await read(args, async ({ tx, actor }) => {
    mustRead(actor)
    const [niveau, code] = (textParam(args.request, 'lieu') ?? `epci:${await getHome(tx)}`).split(':')
    return `/t/${actor.territoireSlug}/observatoire/portrait/${encodeURIComponent(niveau ?? '')}/${encodeURIComponent(code ?? '')}`
  })
  return redirect(to)
}
