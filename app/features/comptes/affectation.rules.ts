import type { IsoDate } from '#app/lib/dates.ts'
import { Refusal } from '#app/lib/errors.ts'
import type { Role } from '#app/platform/permissions.ts'

/** The sentence that refuses a period that ends before it starts, or null. */
export function impossiblePeriod(period: { debut: string; fin: string | null }): Refusal | null {
  if (!period.fin || period.fin > period.debut) return null
  return new Refusal(
    'periode-impossible',
    'La fin doit être après le début : corrigez l’une des deux dates.',
    {
      field: 'fin',
    },
  )
}

export interface HeldRole {
  id: string
  role: Role | null
  etat: string
  debut: string
  fin: string | null
}

/**
 * Whether the territory still has somebody to give roles after this change: without anyone left, nobody could ever
 * enter or leave again.
 */
export function keepsADirection(held: ReadonlyArray<HeldRole>, today: IsoDate): boolean {
  return held.some(
    (its) =>
      its.role === 'direction' &&
      its.etat === 'active' &&
      its.debut <= today &&
      (!its.fin || its.fin > today),
  )
}

/** How long an invitation may be accepted. */
export const INVITATION_DAYS = 14
