import type { Choice } from '#app/ui/form.tsx'

/** What the lists of the form and of the filters propose. */
export interface FicheChoices {
  axes: ReadonlyArray<Choice>
  themes: ReadonlyArray<Choice>
  documents: ReadonlyArray<Choice>
  communes: ReadonlyArray<Choice>
  qpv: ReadonlyArray<Choice>
  organisations: ReadonlyArray<Choice>
  programmes: ReadonlyArray<Choice>
}

/** What the filters propose: the common ones always, the long lists only once they are asked for. */
export interface FilterChoices {
  axes: ReadonlyArray<Choice>
  communes: ReadonlyArray<Choice>
  more: FicheChoices | null
}

/** The filters kept behind « Autres filtres ». */
export const moreFilters = [
  'theme',
  'qpv',
  'porteur',
  'organisation',
  'document',
  'programme',
  'nature',
  'directe',
  'exemple',
] as const

/** Whether the long lists are needed: asked for, or one of them already narrows the list. */
export function wantsMoreFilters(params: URLSearchParams): boolean {
  return params.get('filtres') === 'tous' || moreFilters.some((key) => params.get(key))
}
