import type { Indicateur } from './catalogue.ts'
import { indicateurs } from './indicateurs.ts'
import type { Lecteur } from './lecture.server.ts'
import { resolve } from './resolution.server.ts'

export interface Disponible {
  indicateur: Indicateur
  /** Periods there are figures for, latest first. */
  periodes: string[]
}

/** The indicators of the catalogue that the imported files give at a level, with their periods. */
export async function listDisponibles(lecteur: Lecteur, niveau: string): Promise<Disponible[]> {
  const found: Disponible[] = []
  for (const indicateur of indicateurs) {
    const { published, computed } = await resolve(lecteur, indicateur, niveau)
    const series = [
      ...published.map(({ serie }) => serie),
      ...computed.flatMap(({ numerators }) => numerators[0] ?? []),
    ]
    if (series.length === 0) continue
    const periodes = [...new Set(series.map(({ periode }) => periode))].sort().reverse()
    found.push({ indicateur, periodes })
  }
  return found
}
