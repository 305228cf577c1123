import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import type { BlockInput } from '#app/platform/documents/document.schema.ts'
import { carteDocument } from './carte.document.ts'
import { loadCarte, loadGround } from './carte.server.ts'
import { lecteurFor } from './lecteurs.server.ts'
import { locauxFrom } from './locaux.queries.server.ts'
import { memoireOf } from './memoire.server.ts'

interface CarteBloc {
  titre: string
  /** Who gives the figures; empty when no file does. */
  source: string
  blocs: BlockInput[]
}

/**
 * The map of an indicator by commune, for a document of another room: its drawing, and the same figures as a table.
 * @throws NotFound when no file gives this indicator by commune
 */
export async function carteBlocks(
  tx: Tx,
  given: { dataDir: string; slug: string; territoire: string; indicateur: string; at: IsoDate },
): Promise<CarteBloc> {
  const memoire = await memoireOf(tx, given.at)
  const ground = await memoire.remember('fond', () => loadGround(tx, given.at))
  const lus = await locauxFrom(memoire, tx, given.at)
  const lecteur = await lecteurFor(given.dataDir, given.slug)
  const params = new URLSearchParams({ indicateur: given.indicateur })
  const carte = await loadCarte(lecteur, ground, { params, lus })
  if (!carte) return { titre: given.indicateur, source: '', blocs: [] }
  const { title, blocks } = carteDocument(carte, { territoire: given.territoire, date: given.at })
  return {
    titre: title,
    source: carte.indicateur.source,
    blocs: blocks.filter(({ type }) => type === 'figure' || type === 'table'),
  }
}
