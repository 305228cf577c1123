import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { addToFiche, getFicheById, moveFiche } from '#app/features/fiches/index.server.ts'
import { adoptSimulation } from '#app/features/financements/index.server.ts'
import { adoptAvenant } from '#app/features/strategies/index.server.ts'
import { formatDateLong, type IsoDate } from '#app/lib/dates.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import type { DecisionInput, Resultat } from './seance.schema.ts'
import { getPoint, mustBeOpen } from './seances.commands.server.ts'
import { listConvocations, type StoredSeance } from './seances.queries.server.ts'
import { quorumOf, refusalOfVotes, resultOf } from './vote.rules.ts'

/**
 * Decides an item during or after its meeting. Adopted, the decision acts in the same transaction: it validates the
 * fiche, adopts the amendment or the programming the item is about, and is written on it as its source.
 */
export async function decidePoint(
  tx: Tx,
  actor: Actor,
  pointId: string,
  given: { input: DecisionInput; today: IsoDate },
): Promise<Resultat> {
  const { input, today } = given
  const { point, seance } = await mustBeDecidable(tx, actor, pointId, today)
  const resultat = input.ajourner ? 'ajournee' : await outcomeOf(tx, seance, { pointId, input })
  const votes =
    input.mode === 'vote' && !input.ajourner ? input : { pour: null, contre: null, abstention: null }
  await tx
    .updateTable('seancePoint')
    .set({
      decision: input.decision,
      mode: input.ajourner ? null : input.mode,
      resultat,
      decideLe: sql`now()`,
    })
    .set({ pour: votes.pour, contre: votes.contre, abstention: votes.abstention })
    .set((eb) => ({ version: eb('version', '+', 1), modifieLe: sql`now()` }))
    .where('id', '=', pointId)
    .execute()
  await writeJournal(tx, actor, {
    operation: 'point.decider',
    entite: 'seance',
    entiteId: seance.id,
    titre: `${point.titre} : ${resultat}`,
    changements: {
      decision: { avant: null, apres: input.decision },
      resultat: { avant: null, apres: resultat },
    },
  })
  if (resultat === 'adoptee') await act(tx, actor, { seance, point, decision: input.decision, today })
  return resultat
}

async function mustBeDecidable(tx: Tx, actor: Actor, pointId: string, today: IsoDate) {
  const point = await getPoint(tx, actor, pointId, { held: true })
  const seance = await mustBeOpen(tx, actor, point.seanceId, { held: true })
  if (point.nature !== 'decision')
    throw new Refusal('pas-a-decider', 'Ce point n’appelle pas de décision : changez sa nature.')
  if (point.resultat && point.resultat !== 'ajournee')
    throw new Refusal(
      'deja-decide',
      'Ce point est déjà décidé : une décision ne s’efface pas, elle se remplace à une autre séance.',
    )
  if (seance.jour > today)
    throw new Refusal(
      'trop-tot',
      `La séance est prévue le ${formatDateLong(seance.jour)} : on ne décide pas avant.`,
    )
  return { point, seance }
}

async function outcomeOf(
  tx: Tx,
  seance: StoredSeance,
  { pointId, input }: { pointId: string; input: DecisionInput },
): Promise<Resultat> {
  const membres = await listConvocations(tx, seance.id)
  const deports = await tx
    .selectFrom('deport')
    .select('organisationId')
    .where('pointId', '=', pointId)
    .execute()
  const deportes = deports.map((its) => its.organisationId)
  const quorum = quorumOf({ quorumPourcent: seance.quorumPourcent, membres, deportes })
  if (!quorum.atteint)
    throw new Refusal(
      'sans-quorum',
      `Le quorum n’est pas atteint : ${quorum.votants} présents ou représentés, il en faut ${quorum.requis}. Ajournez le point, ou complétez la feuille de présence.`,
    )
  if (input.mode === 'consensus') return 'adoptee'
  const votes = { pour: input.pour ?? 0, contre: input.contre ?? 0, abstention: input.abstention ?? 0 }
  const refusal = refusalOfVotes(votes, quorum.votants)
  if (refusal) throw new Refusal('voix', refusal, { field: 'pour' })
  return resultOf(votes)
}

interface Act {
  seance: StoredSeance
  point: Awaited<ReturnType<typeof getPoint>>
  decision: string
  today: IsoDate
}

async function act(tx: Tx, actor: Actor, { seance, point, decision, today }: Act): Promise<void> {
  const source = `${seance.instance}, séance du ${formatDateLong(seance.jour)}`
  if (point.avenantId)
    await adoptAvenant(tx, actor, point.avenantId, { day: seance.jour, decisionSource: source })
  if (point.simulationId)
    await adoptSimulation(tx, actor, point.simulationId, { adopteeLe: seance.jour, reference: source })
  if (!point.ficheId) return
  const fiche = await getFicheById(tx, actor, point.ficheId)
  await moveFiche(tx, actor, fiche.id, {
    version: fiche.version,
    to: 'validee',
    motif: `Décidé : ${source}.`,
    today,
  })
  const values = { le: seance.jour, texte: `Décision de l’instance « ${source} » : ${decision}` }
  await addToFiche(tx, actor, fiche.id, { kind: 'suivi', values })
}

/** Records that an organisation steps out of an item, or takes its place again. */
export async function setDeport(
  tx: Tx,
  actor: Actor,
  pointId: string,
  given: { organisationId: string; motif: string; retire: boolean },
): Promise<void> {
  const point = await getPoint(tx, actor, pointId, { held: true })
  if (point.resultat && point.resultat !== 'ajournee')
    throw new Refusal('deja-decide', 'Ce point est déjà décidé : les déports se notent avant.')
  const called = (await listConvocations(tx, point.seanceId)).find(
    (its) => its.organisationId === given.organisationId,
  )
  if (!called) throw new NotFound('Cette organisation n’est pas convoquée à cette séance.')
  const where = tx
    .deleteFrom('deport')
    .where('pointId', '=', pointId)
    .where('organisationId', '=', given.organisationId)
  await where.execute()
  if (!given.retire)
    await tx
      .insertInto('deport')
      .values({
        territoireId: actor.territoireId,
        pointId,
        organisationId: given.organisationId,
        motif: given.motif,
      })
      .execute()
  await writeJournal(tx, actor, {
    operation: 'point.deport',
    entite: 'seance',
    entiteId: point.seanceId,
    titre: `${called.nom} ${given.retire ? 'reprend sa place' : 'se déporte'} : ${point.titre}`,
  })
}
