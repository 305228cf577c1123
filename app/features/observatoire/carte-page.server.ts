import { createElement } from 'react'
import { drawOnce } from '#app/platform/draw-once.server.ts'
import { answering, type RouteArgs, read, servicesContext } from '#app/platform/http.server.ts'
import { type CarteData, loadCarte, loadGround } from './carte.server.ts'
import { Carte } from './carte.tsx'
import { lecteurFor } from './lecteurs.server.ts'
import { mustRead } from './lieu-page.server.ts'
import { locauxFrom } from './locaux.queries.server.ts'
import { memoireOf } from './memoire.server.ts'

/** What the form of a map shows of its choices. */
export interface ChosenCarte extends Pick<CarteData, 'indicateur' | 'periode' | 'choice' | 'choices'> {
  /** The other period drawn beside, when one was asked for. */
  beside: string | null
}

/** The map of an address, drawn, with its choices; nothing drawn when nothing was imported. */
export async function loadCartePage(args: RouteArgs, territoire: string) {
  const { ground, slug, lus } = await read(args, async ({ tx, actor, at }) => {
    mustRead(actor)
    const memoire = await memoireOf(tx, at)
    const ground = await memoire.remember('fond', () => loadGround(tx, at))
    return { ground, slug: actor.territoireSlug, lus: await locauxFrom(memoire, tx, at) }
  })
  const { searchParams } = new URL(args.request.url)
  const lecteur = await lecteurFor(args.context.get(servicesContext).config.dataDir, slug)
  const carte = await answering(() => loadCarte(lecteur, ground, { params: searchParams, lus }))
  const search = searchParams.toString()
  if (!carte) return { carte: null, drawn: '', search }
  const base = `/t/${territoire}/observatoire`
  return {
    carte: chosenOf(carte),
    drawn: drawOnce(carte, base, () => createElement(Carte, { carte, base })),
    search,
  }
}

function chosenOf({ indicateur, periode, choice, choices, compared }: CarteData): ChosenCarte {
  return { indicateur, periode, choice, choices, beside: compared?.periode ?? null }
}
