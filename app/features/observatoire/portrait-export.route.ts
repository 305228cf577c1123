import { listCommunesAt } from '#app/features/territoires/index.server.ts'
import { answering, read, servicesContext } from '#app/platform/http.server.ts'
import { textParam } from '#app/platform/search-params.ts'
import type { Route } from './+types/portrait-export.route'
import { comparateursOf, readComparateurs } from './comparateurs.ts'
import { lecteurFor } from './lecteurs.server.ts'
import { getHome, getLieu, mustRead } from './lieu-page.server.ts'
import { buildPortrait } from './portrait-page.server.ts'
import { portraitRows } from './portrait-rows.ts'
import { tableFile } from './tableur.server.ts'

/** A portrait as a file, that of the intercommunality unless asked: every figure, its state, its comparators, its source. */
export async function loader(args: Route.LoaderArgs) {
  const niveau = textParam(args.request, 'niveau')
  const { lieu, comparateurs, communes, slug } = await read(args, async ({ tx, actor, at }) => {
    mustRead(actor)
    const home = await getHome(tx)
    const asked = niveau ? { niveau, code: textParam(args.request, 'code') } : { niveau: 'epci', code: home }
    const place = await getLieu(tx, asked, at)
    const all = []
    for (const one of comparateursOf(place, readComparateurs([]), home)) all.push(await getLieu(tx, one, at))
    const codes = (await listCommunesAt(tx, at)).map(({ code }) => code)
    return { lieu: place, comparateurs: all, communes: codes, slug: actor.territoireSlug }
  })
  const lecteur = await lecteurFor(args.context.get(servicesContext).config.dataDir, slug)
  const kind = new URL(args.request.url).pathname.endsWith('.csv') ? 'csv' : 'xlsx'
  return answering(async () => {
    const portrait = await buildPortrait(lecteur, { lieu, comparateurs, communes })
    return tableFile(portraitRows(portrait), { name: `portrait-${lieu.niveau}-${lieu.code}`, kind })
  })
}
