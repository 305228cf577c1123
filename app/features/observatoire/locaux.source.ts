import type { IndicateurLocal } from './locaux.ts'
import type { Valeur } from './valeur.ts'

/** Where a figure of the territory comes from: no import holds it, its own page does. */
export function sourceOfLocal({ source }: Pick<IndicateurLocal, 'source'>, file: string): Valeur['source'] {
  return {
    file,
    sha256: '',
    producer: source,
    millesime: null,
    import: '',
    dataset: 'indicateur du territoire',
    licence: 'chiffre du territoire',
  }
}
