import { type Actor, can } from '#app/platform/permissions.ts'
import type { DestructionEtat } from './conservation.ts'

interface Proposed {
  etat: DestructionEtat
  proposePar: string
}

/** Nobody endorses what they proposed themselves: two persons are needed before anything is destroyed. */
export function canEndorse(actor: Actor, { etat, proposePar }: Proposed): boolean {
  return etat === 'proposee' && proposePar !== actor.personneId && can(actor, 'destructions.viser')
}

/** What was endorsed is done by somebody who may endorse, the same or another. */
export function canDestroy(actor: Actor, { etat }: Proposed): boolean {
  return etat === 'visee' && can(actor, 'destructions.viser')
}

/** A list is given up before it is done, by whoever keeps the register or endorses. */
export function canGiveUp(actor: Actor, { etat }: Proposed): boolean {
  const open = etat === 'proposee' || etat === 'visee'
  return open && (can(actor, 'registre.tenir') || can(actor, 'destructions.viser'))
}
