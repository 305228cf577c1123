import type { IsoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { canMoveFiche } from './fiche.permissions.ts'
import {
  type Missing,
  missingBefore,
  moveLabel,
  needsReason,
  type PorteurNature,
  transitions,
} from './fiche.rules.ts'
import type { FicheEtat, FicheRecord } from './fiche.schema.ts'

/** A step a fiche can take: what the button says, whether this person may, what is still missing. */
export interface PossibleMove {
  to: FicheEtat
  label: string
  isAllowed: boolean
  needsReason: boolean
  missing: Missing[]
}

export function movesOf(
  actor: Actor,
  fiche: FicheRecord,
  known: { porteur: PorteurNature; today: IsoDate },
): PossibleMove[] {
  return transitions[fiche.etat].map((to) => ({
    to,
    label: moveLabel(fiche.etat, to),
    isAllowed: canMoveFiche(actor, fiche, to),
    needsReason: needsReason(fiche.etat, to),
    missing: missingBefore(to, fiche, known),
  }))
}
