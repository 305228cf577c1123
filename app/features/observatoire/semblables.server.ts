import { communeOf } from '#geo/referentiel.ts'
import { type SimilarPlace, similarPlaces } from '#stats/similar-places.ts'
import { listDisponibles } from './disponibles.server.ts'
import type { Lecteur } from './lecture.server.ts'
import { listValeurs } from './valeurs-liste.server.ts'

export interface Semblables {
  /** The indicators compared, as asked among those that have figures. */
  chosen: Array<{ id: string; label: string }>
  choices: Array<{ id: string; label: string }>
  nearest: Array<{ code: string; nom: string; departement: string | null } & Omit<SimilarPlace, 'code'>>
  compared: number
  notComparable: number
}

const USUAL = ['MEDIAN_INC', 'POV60', 'UNEMP_RP', 'POP_TOTAL']
const SHOWN = 12

/**
 * The communes nearest to one on standardised indicators, among all those of the imported files. What has no number is
 * compared on the rest; too little in common is not compared at all.
 */
export async function findSemblables(
  lecteur: Lecteur,
  code: string,
  asked: readonly string[],
): Promise<Semblables> {
  const found = await listDisponibles(lecteur, 'commune')
  const wanted = asked.length > 0 ? asked : USUAL
  const chosen = found.filter(({ indicateur }) => wanted.includes(indicateur.id))
  const choices = found.map(({ indicateur: { id, label } }) => ({ id, label }))
  const empty = { chosen: [], choices, nearest: [], compared: 0, notComparable: 0 }
  if (chosen.length === 0) return empty
  const profiles = await profilesOf(lecteur, chosen)
  if (!profiles.has(code) || profiles.size < 3) return empty
  const places = [...profiles].map(([commune, values]) => ({ code: commune, values }))
  const { nearest, notComparable } = similarPlaces(places, code, { count: SHOWN })
  return {
    chosen: chosen.map(({ indicateur: { id, label } }) => ({ id, label })),
    choices,
    nearest: nearest.map((one) => {
      const commune = communeOf(one.code)
      return { ...one, nom: commune?.nom ?? one.code, departement: commune?.departement ?? null }
    }),
    compared: places.length - 1,
    notComparable: notComparable.length,
  }
}

/** The latest year of each indicator, every commune that has a row. */
async function profilesOf(
  lecteur: Lecteur,
  chosen: Awaited<ReturnType<typeof listDisponibles>>,
): Promise<Map<string, Array<number | null>>> {
  const profiles = new Map<string, Array<number | null>>()
  for (const [at, { indicateur, periodes }] of chosen.entries()) {
    const periode = periodes[0]
    const valeurs = await listValeurs(lecteur, { indicateurs: [indicateur], niveau: 'commune', periode })
    for (const { lieu, value } of valeurs) {
      const profile = profiles.get(lieu.code) ?? chosen.map(() => null)
      profile[at] = value
      profiles.set(lieu.code, profile)
    }
  }
  return profiles
}
