import {
  type Actor,
  type Affectation,
  allows,
  type Operation,
  operations,
  type Role,
  roleGrants,
  roleNames,
  type Target,
} from './permissions.ts'

/** Why this person may, or may not: one sentence in French, for the explanation beside a button. */
export function explain(actor: Actor, operation: Operation, target?: Target): string {
  const giver = actor.affectations.find((affectation) => allows(affectation, operation, target))
  const what = operations[operation].toLowerCase()
  if (giver)
    return `Vous pouvez : votre rôle « ${roleNames[giver.role]} » (${giver.organisationNom}) permet ${deOf(what)}.`
  const partial = actor.affectations.find((affectation) => roleGrants[affectation.role][operation])
  if (partial)
    return `Vous ne pouvez pas : votre rôle « ${roleNames[partial.role]} » permet ${deOf(what)}, ${limitWords(partial, operation)}.`
  const who = rolesWith(operation)
    .map((role) => `« ${roleNames[role]} »`)
    .join(', ')
  return `Vous ne pouvez pas : pour ${what}, il faut l’un des rôles ${who}.`
}

function limitWords(affectation: Affectation, operation: Operation): string {
  if (roleGrants[affectation.role][operation] === 'sienne')
    return `mais seulement pour ce que porte ${affectation.organisationNom}`
  if (affectation.axeId || affectation.communeCode)
    return 'mais seulement sur l’axe ou la commune qui vous est confié'
  return 'mais seulement une fois validé'
}

// « d’inviter », « de voir ».
const deOf = (verb: string): string => (/^[aeiouyéèêh]/.test(verb) ? `d’${verb}` : `de ${verb}`)

/** The roles that have an operation, at any reach. */
export function rolesWith(operation: Operation): Role[] {
  return (Object.keys(roleGrants) as Role[]).filter((role) => roleGrants[role][operation]) // keys of a Record<Role, …>
}
