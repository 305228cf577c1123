import type { LieuNomme } from './lieu-mots.ts'
import { containerOf } from './membres.ts'
import type { Place } from './valeur.ts'

/** The larger places a portrait may be compared with, in their usual order. */
export const COMPARATEURS = ['epci', 'departement', 'region', 'france'] as const
export type NiveauComparateur = (typeof COMPARATEURS)[number]

export const comparateurLabels: Record<NiveauComparateur, string> = {
  epci: 'Intercommunalité',
  departement: 'Département',
  region: 'Région',
  france: 'France',
}

const DEFAULT: readonly NiveauComparateur[] = ['epci', 'departement', 'france']

/** The levels asked for in an address (`?avec=epci&avec=france`), or the usual ones. */
export function readComparateurs(asked: readonly string[]): readonly NiveauComparateur[] {
  const known = COMPARATEURS.filter((one) => asked.includes(one))
  return known.length > 0 || asked.includes(SEMBLABLES) ? known : DEFAULT
}

/** The value of `avec` that asks for the median of the communes most like this one. */
export const SEMBLABLES = 'semblables'

/** The places of these levels that hold this one, itself left out. */
export function comparateursOf(lieu: LieuNomme, asked: readonly NiveauComparateur[], home: string): Place[] {
  return asked.flatMap((niveau) => {
    const code = containerOf(lieu, niveau, home)
    return code === null || (lieu.niveau === niveau && lieu.code === code) ? [] : [{ niveau, code }]
  })
}
