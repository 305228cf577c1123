import type { Tx } from '#app/db/connection.server.ts'
import { listOrganisationChoices } from '#app/features/organisations/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import {
  getSeance,
  listConvocations,
  listDecidable,
  listPoints,
  listSuites,
} from './seances.queries.server.ts'
import { findPoll } from './sondages.queries.server.ts'
import { quorumOf } from './vote.rules.ts'

/** All that the page of a meeting shows. */
export async function loadSeance({ tx, actor, today }: { tx: Tx; actor: Actor; today: IsoDate }, id: string) {
  const seance = await getSeance(tx, actor, id)
  const convocations = await listConvocations(tx, id)
  const canHold = can(actor, 'seances.tenir') && seance.etat !== 'annulee'
  const points = (await listPoints(tx, id)).map((point) => ({
    ...point,
    quorum: quorumOf({
      quorumPourcent: seance.quorumPourcent,
      membres: convocations,
      deportes: point.deports.map((its) => its.organisationId),
    }),
  }))
  return {
    seance,
    points,
    convocations: convocations.map(({ courriel, ...its }) => ({ ...its, hasAddress: courriel !== null })),
    suites: (await listSuites(tx, id)).map((its) => ({
      ...its,
      isLate: its.etat === 'a_faire' && its.echeance !== null && its.echeance < today,
    })),
    poll: await pollOf(tx, id),
    canHold,
    canPrepare: canHold && seance.etat !== 'tenue',
    hasCome: seance.jour <= today,
    decidable: canHold ? await listDecidable(tx) : { fiches: [], avenants: [], simulations: [] },
    organisations: canHold ? await listOrganisationChoices(tx, actor) : [],
  }
}

async function pollOf(tx: Tx, seanceId: string) {
  const poll = await findPoll(tx, seanceId)
  if (!poll) return null
  const repondus = poll.membres.filter((its) => its.reponduLe !== null).length
  return { etat: poll.etat, membres: poll.membres.length, repondus }
}

export type SeancePage = Awaited<ReturnType<typeof loadSeance>>
export type PagePoint = SeancePage['points'][number]
