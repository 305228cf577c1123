import { communeOf, listCommunes } from '#geo/referentiel.ts'
import { typology } from '#stats/typology.ts'
import { listDisponibles } from './disponibles.server.ts'
import type { Lecteur } from './lecture.server.ts'
import { profilesOf } from './semblables.server.ts'

/** The communes a typology sorts: those of the territory, or those of its départements around it. */
export const CHAMPS = ['departement', 'territoire'] as const
export type Champ = (typeof CHAMPS)[number]
export const champLabels: Record<Champ, string> = {
  departement: 'les communes du département',
  territoire: 'les communes du territoire',
}

export interface TypologieChoice {
  champ: Champ
  groups: number
  indicateurs: readonly string[]
}

export const MOST_GROUPS = 6
const USUAL = ['MEDIAN_INC', 'UNEMP_RP', 'LONE_PARENT', 'SOC_HOUS', 'U25_SHARE', 'P75_SHARE']
const FEWEST_PLACES = 6

export interface Typologie {
  choice: TypologieChoice
  choices: Array<{ id: string; label: string }>
  chosen: Array<{ id: string; label: string; periode: string }>
  groups: Array<{
    size: number
    /** Gap of the group to the mean of all, in standard deviations, one an indicator. */
    profile: number[]
    /** Communes of the territory. */
    own: Array<{ code: string; nom: string }>
    /** A few others, when the field is larger. */
    others: string[]
  }>
  /** Communes of the territory that miss a figure: nothing is guessed for them. */
  unclassified: Array<{ code: string; nom: string }>
  explained: number
  stability: number
  compared: number
}

/** Groups of communes that look alike on the chosen indicators. Same address, same groups: the start is fixed. */
export async function buildTypologie(
  lecteur: Lecteur,
  own: ReadonlyArray<{ code: string; nom: string }>,
  choice: TypologieChoice,
): Promise<Typologie> {
  const found = await listDisponibles(lecteur, 'commune')
  const wanted = found.filter(({ indicateur }) => choice.indicateurs.includes(indicateur.id))
  const chosen = wanted.length > 0 ? wanted : found.filter(({ indicateur }) => USUAL.includes(indicateur.id))
  const profiles = chosen.length === 0 ? new Map() : await profilesOf(lecteur, chosen, 'commune')
  const places = fieldOf(choice.champ, own).flatMap((code) => {
    const values: Array<number | null> | undefined = profiles.get(code)
    return values ? [{ code, values }] : []
  })
  const names = new Map(own.map(({ code, nom }) => [code, nom]))
  const sorted = places.length < FEWEST_PLACES ? null : typology(places, { groups: choice.groups, seed: 1 })
  return {
    choice,
    choices: found.map(({ indicateur: { id, label } }) => ({ id, label })),
    chosen: chosen.map(({ indicateur: { id, label }, periodes }) => ({
      id,
      label,
      periode: periodes[0] ?? '',
    })),
    groups: (sorted?.groups ?? []).map(({ members, profile }) => ({
      size: members.length,
      profile,
      own: named(members, names),
      others: othersOf(members, names),
    })),
    unclassified: named(sorted?.unclassified ?? [], names),
    explained: sorted?.explained ?? Number.NaN,
    stability: sorted?.stability ?? Number.NaN,
    compared: places.length,
  }
}

function fieldOf(champ: Champ, own: ReadonlyArray<{ code: string }>): string[] {
  if (champ === 'territoire') return own.map(({ code }) => code)
  const departements = new Set(own.map(({ code }) => communeOf(code)?.departement))
  return [...listCommunes()]
    .filter(({ departement }) => departements.has(departement))
    .map(({ code }) => code)
}

function named(codes: readonly string[], names: ReadonlyMap<string, string>) {
  return codes.flatMap((code) => {
    const nom = names.get(code)
    return nom === undefined ? [] : [{ code, nom }]
  })
}

const OTHERS_SHOWN = 5

/** The largest communes of the group that are elsewhere: what a reader may know. */
function othersOf(codes: readonly string[], names: ReadonlyMap<string, string>): string[] {
  return codes
    .filter((code) => !names.has(code))
    .flatMap((code) => communeOf(code) ?? [])
    .toSorted((one, other) => (other.population ?? 0) - (one.population ?? 0))
    .slice(0, OTHERS_SHOWN)
    .map(({ nom }) => nom)
}
