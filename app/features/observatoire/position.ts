import type { Valeur } from './valeur.ts'

/**
 * Where a value stands among those of the same period, as a sentence and never as a rank: « plus haut que 21 communes
 * sur 35 ; 15 sans chiffre ». Null when the place or too many others have no number.
 */
export function positionAmong(own: Valeur, all: readonly Valeur[], communes: number): string | null {
  const { value } = own
  if (value === null) return null
  const others = all.filter(({ periode, lieu }) => periode === own.periode && lieu.code !== own.lieu.code)
  const known = others.flatMap((one) => one.value ?? [])
  if (known.length < 3) return null
  const below = known.filter((one) => one < value).length
  const blank = communes - known.length - 1
  const rest = blank > 0 ? ` ; ${blank} sans chiffre` : ''
  return `plus haut que ${below} des ${known.length} autres communes${rest}`
}
