import type { Tx } from '#app/db/connection.server.ts'
import { listCommunesAt } from '#app/features/territoires/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { answering, type RouteArgs, read, servicesContext } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { listParam, textParam } from '#app/platform/search-params.ts'
import { axeThemes, listAxesWithThemes } from './axe-themes.server.ts'
import { comparateursOf, readComparateurs, SEMBLABLES } from './comparateurs.ts'
import { lecteurFor } from './lecteurs.server.ts'
import { getLieu, mustRead } from './lieu-page.server.ts'
import { locauxFrom } from './locaux.queries.server.ts'
import { memoireOf } from './memoire.server.ts'
import { buildPortrait } from './portrait-page.server.ts'

/** The place an address names; the intercommunality of the territory when it names none. */
interface Asked {
  niveau: string | undefined
  code: string | undefined
}

/** The portrait an address asks for: the page and its files read it the same way, choices included. */
export async function loadPortrait(args: RouteArgs, place: Asked) {
  const avec = listParam(args.request, 'avec')
  const asked = readComparateurs(avec)
  const axeId = textParam(args.request, 'axe')
  const its = await read(args, async ({ tx, actor, at, today }) => {
    mustRead(actor)
    const memoire = await memoireOf(tx, at)
    const { home } = memoire
    const lieu = await getLieu(tx, place.niveau ? place : { niveau: 'epci', code: home }, at)
    const comparateurs = []
    for (const one of comparateursOf(lieu, asked, home)) comparateurs.push(await getLieu(tx, one, at))
    const axes = can(actor, 'strategie.lire')
      ? await memoire.remember('axes', () => listAxesWithThemes(tx, actor, at))
      : []
    return {
      lieu,
      comparateurs,
      communes: await memoire.remember('codes', () => codesOf(tx, at)),
      axes,
      themes: axeThemes(axes, axeId),
      slug: actor.territoireSlug,
      territoire: actor.territoireNom,
      today,
      hearsField: can(actor, 'observations.lire'),
      locaux: await locauxFrom(memoire, tx, at),
    }
  })
  const lecteur = await lecteurFor(args.context.get(servicesContext).config.dataDir, its.slug)
  const withSemblables = avec.includes(SEMBLABLES)
  const portrait = await answering(() => buildPortrait(lecteur, { ...its, withSemblables }))
  return { ...its, lecteur, portrait, asked, axeId: axeId ?? null, withSemblables }
}

async function codesOf(tx: Tx, at: IsoDate): Promise<string[]> {
  return (await listCommunesAt(tx, at)).map(({ code }) => code)
}
