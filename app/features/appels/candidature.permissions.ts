import { type Actor, can } from '#app/platform/permissions.ts'

interface Consortium {
  partenaires: ReadonlyArray<{ organisationId: string }>
}

/** Whether this person may write in the bid: the team, and whoever is in its consortium when their role allows it. */
export function canEditCandidature(actor: Actor, { partenaires }: Consortium): boolean {
  return can(actor, 'candidatures.modifier', {
    organisationIds: partenaires.map((its) => its.organisationId),
  })
}

/** Whether this person may say « on y va », or what the answer was. */
export function canDecideCandidature(actor: Actor): boolean {
  return can(actor, 'candidatures.decider')
}
