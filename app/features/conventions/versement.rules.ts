import { addDays, addMonths, type IsoDate } from '#app/lib/dates.ts'
import { formatEuros, splitCentimes, sumCentimes } from '#app/lib/money.ts'
import { CONVENTION_ABOVE } from './acte.rules.ts'
import type { VersementNature } from './versement.words.ts'

export interface Echeance {
  nature: VersementNature
  prevuLe: IsoDate
  montantCentimes: number
}

const ADVANCE_SHARE = 75

/** When a grant is usually paid: at once under the threshold of agreements, else three quarters, then the rest on the accounts. */
export function usualSchedule(
  centimes: number,
  { signeLe, echeanceCompteRendu }: { signeLe: IsoDate; echeanceCompteRendu: IsoDate },
): Echeance[] {
  if (centimes <= 0) return []
  const first = addDays(signeLe, 30)
  if (centimes <= CONVENTION_ABOVE) return [{ nature: 'unique', prevuLe: first, montantCentimes: centimes }]
  const [advance = 0, rest = 0] = splitCentimes(centimes, [ADVANCE_SHARE, 100 - ADVANCE_SHARE])
  return [
    { nature: 'avance', prevuLe: first, montantCentimes: advance },
    { nature: 'solde', prevuLe: addMonths(echeanceCompteRendu, 1), montantCentimes: rest },
  ]
}

/** Why a schedule does not stand against the amount granted, or null. */
export function refusalOfSchedule(
  echeances: ReadonlyArray<Pick<Echeance, 'nature' | 'montantCentimes'>>,
  accordeCentimes: number,
): string | null {
  const paid = echeances.filter((its) => its.nature !== 'reversement')
  const total = sumCentimes(paid.map((its) => its.montantCentimes))
  if (total > accordeCentimes)
    return `L’échéancier fait ${formatEuros(total)} pour ${formatEuros(accordeCentimes)} accordés : retirez ${formatEuros(total - accordeCentimes)}.`
  const back = sumCentimes(
    echeances.filter((its) => its.nature === 'reversement').map((its) => its.montantCentimes),
  )
  return back > total
    ? `On ne peut pas reverser ${formatEuros(back)} : il n’est prévu que ${formatEuros(total)} de versements.`
    : null
}
