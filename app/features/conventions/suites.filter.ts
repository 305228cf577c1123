import { pageOf, textParam } from '#app/platform/search-params.ts'

export const suiteEtapes = {
  actes: 'Actes à écrire, signer ou notifier',
  versements: 'Versements en retard',
  comptes: 'Comptes rendus attendus',
  controle: 'Comptes rendus à contrôler',
} as const
export type SuiteEtape = keyof typeof suiteEtapes

export interface SuiteFilter {
  exercice: number | null
  etape: SuiteEtape | null
  page: number
}

/** What the address asks of the list: an unknown value is no condition. */
export function suiteAsked(request: Request): SuiteFilter {
  const year = Number(textParam(request, 'exercice'))
  const etape = textParam(request, 'etape') ?? ''
  return {
    exercice: Number.isInteger(year) && year > 1900 && year < 2200 ? year : null,
    etape: isEtape(etape) ? etape : null,
    page: pageOf(request),
  }
}

const isEtape = (value: string): value is SuiteEtape => Object.hasOwn(suiteEtapes, value)
