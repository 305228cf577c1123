import { Forbidden } from '#app/lib/errors.ts'
import { type Actor, can, type Target } from '#app/platform/permissions.ts'
import type { DossierEtat } from './dossier.words.ts'

interface OfCarrier {
  porteurId: string
  etat: DossierEtat
}

const target = ({ porteurId }: Pick<OfCarrier, 'porteurId'>): Target => ({ organisationIds: [porteurId] })

/** Whether this person may prepare calls: their text, their rules, their envelopes. */
export function canEditAppels(actor: Actor): boolean {
  return can(actor, 'appelsAProjets.modifier')
}

/** Whether this person may write in a dossier: while it is not submitted, its carrier or who helps it. */
export function canWriteDossier(actor: Actor, dossier: OfCarrier): boolean {
  return dossier.etat === 'brouillon' && canCarry(actor, dossier)
}

/** Whether this person may act for the carrier of a dossier, whatever its state. */
export function canCarry(actor: Actor, dossier: Pick<OfCarrier, 'porteurId'>): boolean {
  return can(actor, 'dossiers.deposer', target(dossier))
}

/** Whether this person sees the account number of an organisation in clear. */
export function canReadRib(actor: Actor): boolean {
  return can(actor, 'coordonneesBancaires.lire')
}

/** The organisations this person may carry a dossier for; null: any. */
export function carriersOf(actor: Actor): string[] | null {
  const asked = actor.affectations.filter((its) => can({ ...actor, affectations: [its] }, 'dossiers.deposer'))
  const anywhere = asked.some((its) =>
    can({ ...actor, affectations: [its] }, 'dossiers.deposer', { organisationIds: [] }),
  )
  return anywhere ? null : [...new Set(asked.map((its) => its.organisationId))]
}

/** Refuses whoever does not take part in the instruction. */
export function mustReadProgrammation(actor: Actor): void {
  if (!can(actor, 'dossiers.instruire')) throw new Forbidden()
}

/** Whether this person sets amounts and adopts a programming. */
export function canArbitrate(actor: Actor): boolean {
  return can(actor, 'programmation.arbitrer')
}

/** Whether this person speaks for a funder: one of its own, or who arbitrates and enters what it said. */
export function canSpeakFor(actor: Actor, financeurId: string): boolean {
  return (
    canArbitrate(actor) ||
    actor.affectations.some((its) => its.role === 'instructeur' && its.organisationId === financeurId)
  )
}
