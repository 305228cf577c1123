import type { Niveau } from '#data/sources/niveaux.ts'
import { epciOf, listCommunes } from '#geo/referentiel.ts'

/**
 * The communes of a larger place, in the reference geography of the year; none for a place that is not made of
 * communes. Municipal arrondissements are never members beside their commune.
 */
export function membersOf(lieu: { niveau: Niveau; code: string }): string[] {
  if (lieu.niveau === 'epci') return epciOf(lieu.code)?.members.map(({ code }) => code) ?? []
  if (lieu.niveau === 'france') return [...listCommunes()].map(({ code }) => code)
  const communes = [...listCommunes()]
  if (lieu.niveau === 'departement') {
    return communes.filter(({ departement }) => departement === lieu.code).map(({ code }) => code)
  }
  if (lieu.niveau === 'region')
    return communes.filter(({ region }) => region === lieu.code).map(({ code }) => code)
  return []
}
