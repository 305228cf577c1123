import { addMonths, formatDate, type IsoDate } from './dates.ts'

/** What a council says of a draft that is submitted to it. */
export const avisSens = {
  favorable: 'Favorable',
  reserve: 'Favorable avec réserves',
  defavorable: 'Défavorable',
} as const
export type AvisSens = keyof typeof avisSens

export interface AvisDates {
  echeance: IsoDate
  recuLe: IsoDate | null
}

export type AvisEtat = 'attendu' | 'recu' | 'tacite'

/** Where an opinion stands on a day: `tacite` once its last day is over in silence. The last day itself still waits. */
export function avisEtatAt({ echeance, recuLe }: AvisDates, at: IsoDate): AvisEtat {
  if (recuLe !== null && recuLe <= at) return 'recu'
  return at > echeance ? 'tacite' : 'attendu'
}

/** What is wrong with a deadline: décret 2015-1118 gives a month at least. @returns a French sentence, or null */
export function refuseDeadline(envoyeLe: IsoDate, echeance: IsoDate): string | null {
  const first = addMonths(envoyeLe, 1)
  return echeance < first ? `Laissez un mois au moins : le ${formatDate(first)} au plus tôt.` : null
}
