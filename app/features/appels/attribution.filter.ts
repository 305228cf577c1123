import { type Nature, natures } from './attribution.words.ts'

const sorts = ['montant', 'beneficiaire', 'attribuant', 'date'] as const
export type AttributionSort = (typeof sorts)[number]

export interface AttributionFilter {
  search?: string | undefined
  annee?: number | undefined
  attribuant?: string | undefined
  nature?: Nature | undefined
  importId?: string | undefined
  /** Only those whose beneficiary cannot be identified. */
  aVerifier: boolean
  tri: { by: AttributionSort; descending: boolean }
}

/** What the address asks of the list; the exports read the same. What is not understood is left out. */
export function parseFilter(params: URLSearchParams): AttributionFilter {
  const textOf = (name: string) => params.get(name)?.trim() || undefined
  const asked = textOf('tri') ?? '-montant'
  const by = sorts.find((sort) => sort === asked.replace(/^-/, ''))
  const annee = Number(textOf('annee'))
  return {
    search: textOf('q'),
    annee: Number.isInteger(annee) && annee > 1900 ? annee : undefined,
    attribuant: textOf('attribuant'),
    nature: natures.find((nature) => nature === textOf('nature')),
    importId: textOf('import'),
    aVerifier: params.get('verifier') === 'oui',
    tri: { by: by ?? 'montant', descending: by === undefined || asked.startsWith('-') },
  }
}
