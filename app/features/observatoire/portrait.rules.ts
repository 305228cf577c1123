import type { Indicateur } from './catalogue.ts'
import type { Valeur } from './valeur.ts'

const CENSUS = 'recensement'

/** What a reader must know before drawing a conclusion: breaks, overlapping surveys, figures added up here. */
export function notesOf(indicateur: Indicateur, values: readonly Valeur[]): string[] {
  if (values.length === 0) return []
  const notes = [...indicateur.knownBreaks]
  if (indicateur.directionNote) notes.push(indicateur.directionNote)
  const overlap = overlapOf(indicateur, values)
  if (overlap) notes.push(overlap)
  if (values[0]?.origin === 'agrege')
    notes.push('Calculé ici en additionnant les communes : ce n’est pas un chiffre publié par le producteur.')
  return notes
}

/** Two censuses less than five years apart share some of their yearly surveys: their difference is blurred. */
function overlapOf({ source }: Indicateur, values: readonly Valeur[]): string | null {
  if (!source.includes(CENSUS)) return null
  const years = [...new Set(values.map(({ periode }) => Number(periode)))].filter(Number.isInteger).sort()
  const close = years.find((year, at) => at > 0 && year - (years[at - 1] ?? 0) < 5)
  if (close === undefined) return null
  const before = years[years.indexOf(close) - 1]
  return `Recensements ${before} et ${close} : leurs enquêtes se recouvrent, l’évolution entre les deux ne se lit pas.`
}
