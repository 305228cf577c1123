/** A quarter to keep, with the communes it lies in, those of other territories included. */
export interface NewQpv {
  code: string
  generation: 2015 | 2024
  nom: string
  statutPerimetre: string | null
  codeInfere: boolean
  debut: string
  fin: string | null
  source: string
  communes: ReadonlyArray<{ code: string; nom: string; horsTerritoire: boolean }>
}
