import type { Presence, Resultat } from './seance.schema.ts'

export interface Ballot {
  quorumPourcent: number | null
  /** Every organisation called to the meeting, with its presence once the sheet is filled. */
  membres: ReadonlyArray<{ organisationId: string; presence: Presence | null }>
  /** Who steps out of this item: neither in the quorum nor in the count. */
  deportes: ReadonlyArray<string>
}

export interface Quorum {
  votants: number
  /** Voters needed; null when the body has no quorum. */
  requis: number | null
  atteint: boolean
}

/** Who may vote on an item, and whether they are enough. */
export function quorumOf({ quorumPourcent, membres, deportes }: Ballot): Quorum {
  const concerned = membres.filter((its) => !deportes.includes(its.organisationId))
  const votants = concerned.filter(
    (its) => its.presence === 'present' || its.presence === 'represente',
  ).length
  const requis = quorumPourcent === null ? null : Math.ceil((concerned.length * quorumPourcent) / 100)
  return { votants, requis, atteint: requis === null || votants >= requis }
}

export interface Votes {
  pour: number
  contre: number
  abstention: number
}

/** The outcome of a vote by simple majority of the votes cast; a tie rejects. */
export function resultOf({ pour, contre }: Votes): Resultat {
  return pour > contre ? 'adoptee' : 'rejetee'
}

/** Why these votes cannot be kept, or null. */
export function refusalOfVotes(votes: Votes, votants: number): string | null {
  const cast = votes.pour + votes.contre + votes.abstention
  if (cast === 0) return 'Écrivez combien de voix pour, contre, et combien d’abstentions.'
  if (cast > votants)
    return `Il y a ${cast} voix pour ${votants} votants présents ou représentés : vérifiez les voix, la feuille de présence et les déports.`
  return null
}
