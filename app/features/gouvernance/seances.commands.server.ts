import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { formatDateLong, type IsoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { mergeTexts } from '#app/lib/merge-texts.ts'
import { getEntity, insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { writeJournal, writeJournalOnce } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { instanceSpec, pointSpec, seanceSpec, suiteSpec } from './gouvernance.specs.ts'
import { loadSeats } from './instances.queries.server.ts'
import type { PointInput, Presence, SeanceInput, SuiteInput } from './seance.schema.ts'
import { getSeance, type StoredSeance } from './seances.queries.server.ts'

/** Refuses whoever may not prepare nor hold meetings. */
export function mustHold(actor: Actor): void {
  if (!can(actor, 'seances.tenir')) throw new Forbidden()
}

/** Prepares a meeting of a body. @returns its id */
export async function createSeance(
  tx: Tx,
  actor: Actor,
  { instanceId, exemple = false }: { instanceId: string; exemple?: boolean },
  input: SeanceInput,
): Promise<string> {
  mustHold(actor)
  const instance = await getEntity(tx, instanceSpec, instanceId)
  if (input.jour < instance.debut || (instance.fin && input.jour >= instance.fin))
    throw new Refusal(
      'hors-periode',
      'L’instance n’existe pas ce jour-là : vérifiez la date, ou ses dates.',
      {
        field: 'jour',
      },
    )
  return insertEntity(tx, actor, seanceSpec, {
    values: input,
    extra: { instanceId, exemple },
  })
}

/** Corrects a meeting not yet held. Once called, a new date must be sent to those who were invited. */
export async function updateSeance(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { version: number; input: SeanceInput },
): Promise<void> {
  await mustBeOpen(tx, actor, id)
  await updateEntity(tx, actor, seanceSpec, { id, version: change.version, changes: change.input })
}

/** Adds an item at the end of the agenda. @returns its id */
export async function addPoint(tx: Tx, actor: Actor, seanceId: string, input: PointInput): Promise<string> {
  await mustBeOpen(tx, actor, seanceId)
  if ([input.ficheId, input.avenantId, input.simulationId].filter(Boolean).length > 1)
    throw new Refusal(
      'deux-objets',
      'Un point porte sur une seule chose, une fiche, un avenant ou une programmation : faites deux points.',
      { field: input.avenantId ? 'avenantId' : 'simulationId' },
    )
  const last = await tx
    .selectFrom('seancePoint')
    .select((eb) => eb.fn.max('rang').as('rang'))
    .where('seanceId', '=', seanceId)
    .executeTakeFirst()
  const extra = { seanceId, rang: Number(last?.rang ?? 0) + 1 }
  return insertEntity(tx, actor, pointSpec, { values: input, extra })
}

/** Takes an item off the agenda, unless it was decided. */
export async function removePoint(tx: Tx, actor: Actor, pointId: string): Promise<void> {
  const point = await getPoint(tx, actor, pointId)
  if (point.resultat)
    throw new Refusal('deja-decide', 'Une décision a été prise sur ce point : il reste à l’ordre du jour.')
  await tx.deleteFrom('seancePoint').where('id', '=', pointId).execute()
  await writeJournal(tx, actor, {
    operation: 'point.retirer',
    entite: 'seance',
    entiteId: point.seanceId,
    titre: point.titre,
  })
}

/** Moves an item one rank up or down. */
export async function movePoint(
  tx: Tx,
  actor: Actor,
  pointId: string,
  direction: 'haut' | 'bas',
): Promise<void> {
  const point = await getPoint(tx, actor, pointId)
  const ids = (
    await tx
      .selectFrom('seancePoint')
      .select('id')
      .where('seanceId', '=', point.seanceId)
      .orderBy('rang')
      .orderBy('id')
      .execute()
  ).map((its) => its.id)
  const from = ids.indexOf(pointId)
  const to = from + (direction === 'haut' ? -1 : 1)
  const other = ids[to]
  if (!other) return
  ids[to] = pointId
  ids[from] = other
  await sql`update seance_point p set rang = o.rang from unnest(${ids}::uuid[]) with ordinality as o (id, rang)
    where p.id = o.id and p.seance_id = ${point.seanceId}`.execute(tx)
  await writeJournal(tx, actor, {
    operation: 'point.ordonner',
    entite: 'seance',
    entiteId: point.seanceId,
    titre: point.titre,
  })
}

/**
 * Writes who came. Whoever sits that day has a line, called or not: a meeting called elsewhere can still be told here.
 * Organisations left out keep what they had.
 */
export async function setPresences(
  tx: Tx,
  actor: Actor,
  seanceId: string,
  presences: ReadonlyMap<string, Presence>,
): Promise<void> {
  const seance = await mustBeOpen(tx, actor, seanceId, { held: true })
  await callMembers(tx, actor, seance)
  await sql`update convocation c set presence = p.presence
    from unnest(${[...presences.keys()]}::uuid[], ${[...presences.values()]}::text[]) as p (organisation_id, presence)
    where c.seance_id = ${seanceId} and c.organisation_id = p.organisation_id`.execute(tx)
  await writeJournal(tx, actor, {
    operation: 'seance.presences',
    entite: 'seance',
    entiteId: seanceId,
    titre: seance.titre,
    changements: { presences: { avant: null, apres: presences.size } },
  })
}

/** One line for each organisation that sits on the day of the meeting; those who left since keep theirs if they answered. */
export async function callMembers(tx: Tx, actor: Actor, seance: StoredSeance) {
  const seats = (await loadSeats(tx, seance.jour))(seance.instanceId)
  if (seats.length === 0)
    throw new Refusal(
      'sans-membre',
      'Personne ne siège dans cette instance à cette date : donnez d’abord des sièges.',
    )
  await sql`insert into convocation (territoire_id, id, seance_id, organisation_id, courriel)
    select ${actor.territoireId}, gen_random_uuid(), ${seance.id}, s.organisation_id, s.courriel
    from unnest(${seats.map((seat) => seat.organisationId)}::uuid[], ${seats.map((seat) => seat.courriel)}::text[]) as s (organisation_id, courriel)
    on conflict (territoire_id, seance_id, organisation_id) do update set courriel = excluded.courriel`.execute(
    tx,
  )
  await tx
    .deleteFrom('convocation')
    .where('seanceId', '=', seance.id)
    .where(
      'organisationId',
      'not in',
      seats.map((seat) => seat.organisationId),
    )
    .where('reponse', 'is', null)
    .where('presence', 'is', null)
    .execute()
  return seats
}

/** Says that the meeting was held: its date has come and its attendance sheet is filled. */
export async function holdSeance(tx: Tx, actor: Actor, id: string, today: IsoDate): Promise<void> {
  const seance = await mustBeOpen(tx, actor, id)
  if (seance.jour > today)
    throw new Refusal(
      'trop-tot',
      `La séance est prévue le ${formatDateLong(seance.jour)} : elle n’a pas encore eu lieu.`,
    )
  const came = await tx
    .selectFrom('convocation')
    .select('id')
    .where('seanceId', '=', id)
    .where('presence', 'is not', null)
    .executeTakeFirst()
  if (!came) throw new Refusal('sans-presence', 'Remplissez d’abord la feuille de présence.')
  await tx
    .updateTable('seance')
    .set({ etat: 'tenue' })
    .set((eb) => ({ version: eb('version', '+', 1), modifieLe: sql`now()` }))
    .where('id', '=', id)
    .execute()
  await writeJournal(tx, actor, {
    operation: 'seance.tenir',
    entite: 'seance',
    entiteId: id,
    titre: seance.titre,
    changements: { etat: { avant: seance.etat, apres: 'tenue' } },
  })
}

/**
 * Writes the notes of an item. Two note-takers never erase each other: what one typed from an older text is carried
 * onto the latest. @returns the notes as they are now
 */
export async function writeNotes(
  tx: Tx,
  actor: Actor,
  pointId: string,
  typed: { base: string; notes: string; seanceId?: string },
): Promise<string> {
  if (!isId(pointId)) throw new NotFound()
  await sql`select 1 from seance_point where id = ${pointId} for update`.execute(tx)
  const point = await getPoint(tx, actor, pointId, { held: true })
  if (typed.seanceId && typed.seanceId !== point.seanceId) throw new NotFound()
  const notes = mergeTexts({ base: typed.base, mine: typed.notes, theirs: point.notes })
  if (notes === point.notes) return notes
  await tx
    .updateTable('seancePoint')
    .set({ notes, modifieLe: sql`now()` })
    .where('id', '=', pointId)
    .execute()
  await writeJournalOnce(tx, actor, {
    operation: 'point.noter',
    entite: 'seance',
    entiteId: point.seanceId,
    titre: point.titre,
  })
  return notes
}

/** Adds something to be done. @returns its id */
export async function addSuite(tx: Tx, actor: Actor, seanceId: string, input: SuiteInput): Promise<string> {
  await mustBeOpen(tx, actor, seanceId, { held: true })
  return insertEntity(tx, actor, suiteSpec, { values: input, extra: { seanceId } })
}

/** Says that what was to be done is done, or dropped. */
export async function closeSuite(
  tx: Tx,
  actor: Actor,
  id: string,
  etat: 'faite' | 'abandonnee',
): Promise<void> {
  mustHold(actor)
  const suite = await getEntity(tx, suiteSpec, id)
  await tx.updateTable('suite').set({ etat }).where('id', '=', id).execute()
  await writeJournal(tx, actor, {
    operation: 'suite.terminer',
    entite: 'suite',
    entiteId: id,
    titre: suite.texte,
    changements: { etat: { avant: 'a_faire', apres: etat } },
  })
}

/** The meeting, when this person may still change it: not cancelled, and not held unless `held` says it may be. */
export async function mustBeOpen(
  tx: Tx,
  actor: Actor,
  id: string,
  { held = false }: { held?: boolean } = {},
): Promise<StoredSeance> {
  mustHold(actor)
  const seance = await getSeance(tx, actor, id)
  if (seance.etat === 'annulee')
    throw new Refusal('annulee', 'Cette séance est annulée : préparez-en une autre.')
  if (seance.etat === 'tenue' && !held)
    throw new Refusal('tenue', 'Cette séance a eu lieu : sa date et son ordre du jour ne changent plus.')
  return seance
}

/** An item with its meeting, when this person may change it. */
export async function getPoint(tx: Tx, actor: Actor, pointId: string, given: { held?: boolean } = {}) {
  const point = await getEntity(tx, pointSpec, pointId)
  const rest = await tx
    .selectFrom('seancePoint')
    .select(['seanceId', 'notes', 'resultat'])
    .where('id', '=', pointId)
    .executeTakeFirst()
  if (!rest) throw new NotFound()
  await mustBeOpen(tx, actor, rest.seanceId, given)
  return { ...point, ...rest }
}
