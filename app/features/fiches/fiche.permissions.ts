import { type Actor, can, type Target } from '#app/platform/permissions.ts'
import { needsSteering } from './fiche.rules.ts'
import { type FicheEtat, type FicheRecord, publishedEtats } from './fiche.schema.ts'

type Concerned = Pick<
  FicheRecord,
  'axeId' | 'autresAxeIds' | 'communeCodes' | 'portee' | 'porteurId' | 'operateurIds' | 'etat'
>

/** What a fiche is, for the list of permissions. */
export function targetOf(fiche: Concerned): Target {
  return {
    organisationIds: [fiche.porteurId, ...fiche.operateurIds].filter((id) => id !== null),
    axeIds: [fiche.axeId, ...fiche.autresAxeIds].filter((id) => id !== null),
    ...(fiche.portee === 'communes' ? { communeCodes: fiche.communeCodes } : {}),
    published: publishedEtats.includes(fiche.etat),
  }
}

export function canEditFiche(actor: Actor, fiche: Concerned): boolean {
  return can(actor, 'fiches.modifier', targetOf(fiche))
}

export function canCreateFiche(actor: Actor, fiche: Concerned): boolean {
  return can(actor, 'fiches.creer', targetOf(fiche))
}

export function canCommentFiche(actor: Actor, fiche: Concerned): boolean {
  return can(actor, 'fiches.commenter', targetOf(fiche))
}

/** Whether this person may take this step. */
export function canMoveFiche(actor: Actor, fiche: Concerned, to: FicheEtat): boolean {
  const operation = needsSteering(fiche.etat, to) ? 'fiches.valider' : 'fiches.modifier'
  return can(actor, operation, targetOf(fiche))
}
