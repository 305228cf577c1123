import { departementOfQpv, parseCodeQpv } from '#geo/qpv.ts'
import { communeOf, epciOf } from '#geo/referentiel.ts'
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

/** The kinds of places compared with those of their kind. */
export const NIVEAUX_SEMBLABLES = ['commune', 'epci', 'qpv'] as const
export type NiveauSemblable = (typeof NIVEAUX_SEMBLABLES)[number]

export interface Compared {
  niveau: NiveauSemblable
  code: string
}

/**
 * The places nearest to one of their kind on standardised indicators, among all those of the imported files. What has
 * no number is compared on the rest; too little in common is not compared at all.
 */
export async function findSemblables(
  lecteur: Lecteur,
  { niveau, code }: Compared,
  asked: readonly string[],
): Promise<Semblables> {
  const found = await listDisponibles(lecteur, niveau)
  const usual = found.filter(({ indicateur }) => USUAL.includes(indicateur.id))
  const wanted = found.filter(({ indicateur }) => asked.includes(indicateur.id))
  const chosen = wanted.length > 0 ? wanted : usual
  const choices = found.map(({ indicateur: { id, label } }) => ({ id, label }))
  const empty = { chosen: [], choices, nearest: [], compared: 0, notComparable: 0 }
  if (chosen.length === 0) return empty
  const all = await profilesOf(lecteur, chosen, niveau)
  const profiles = niveau === 'qpv' ? ofGeneration(all, code) : all
  if (!profiles.has(code) || profiles.size < 3) return empty
  const places = [...profiles].map(([commune, values]) => ({ code: commune, values }))
  const { nearest, notComparable } = similarPlaces(places, code, { count: SHOWN })
  return {
    chosen: chosen.map(({ indicateur: { id, label } }) => ({ id, label })),
    choices,
    nearest: nearest.map((one) => ({ ...one, ...namedPlace(niveau, one.code) })),
    compared: places.length - 1,
    notComparable: notComparable.length,
  }
}

/** Two generations of quartiers are not places of the same kind. */
function ofGeneration<Profile>(profiles: Map<string, Profile>, code: string): Map<string, Profile> {
  return new Map([...profiles].filter(([one]) => one.slice(0, 2) === code.slice(0, 2)))
}

function namedPlace(niveau: NiveauSemblable, code: string): { nom: string; departement: string | null } {
  if (niveau === 'commune') {
    const commune = communeOf(code)
    return { nom: commune?.nom ?? code, departement: commune?.departement ?? null }
  }
  if (niveau === 'epci') {
    const epci = epciOf(code)
    return {
      nom: epci?.nom ?? code,
      departement: communeOf(epci?.members[0]?.code ?? '')?.departement ?? null,
    }
  }
  const qpv = parseCodeQpv(code)
  return { nom: code, departement: qpv ? departementOfQpv(qpv) : null }
}

/** The latest year of each indicator, every place of the level that has a row. */
export async function profilesOf(
  lecteur: Lecteur,
  chosen: Awaited<ReturnType<typeof listDisponibles>>,
  niveau: NiveauSemblable,
): Promise<Map<string, Array<number | null>>> {
  const profiles = new Map<string, Array<number | null>>()
  for (const [at, { indicateur, periodes }] of chosen.entries()) {
    const periode = periodes[0]
    const valeurs = await listValeurs(lecteur, { indicateurs: [indicateur], niveau, periode })
    for (const { lieu, value } of valeurs) {
      const profile = profiles.get(lieu.code) ?? chosen.map(() => null)
      profile[at] = value
      profiles.set(lieu.code, profile)
    }
  }
  return profiles
}
