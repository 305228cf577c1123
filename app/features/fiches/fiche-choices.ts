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
