import { sql } from 'kysely'
import type { Db, Tx } from '#app/db/connection.server.ts'
import { asActor } from '#app/db/territoire.server.ts'
import { addMonths, type IsoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { parisDate } from '#app/lib/paris-time.ts'
import { findActor } from '#app/platform/actors.server.ts'
import { empreinteOf, newJeton } from '#app/platform/jetons.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { calendarOf } from './calendrier.server.ts'
import { mustReadInstances } from './instances.queries.server.ts'

/** The meetings of one person: those their organisations are called to; all of them for whoever holds meetings. */
export async function listAgenda(tx: Tx, actor: Actor, from: IsoDate) {
  mustReadInstances(actor)
  const query = tx
    .selectFrom('seance as s')
    .innerJoin('instance as i', 'i.id', 's.instanceId')
    .select(['s.id', 's.titre', 's.jour', 's.heure', 's.dureeMinutes', 's.lieu', 's.visio', 's.sequence'])
    .select(['s.etat', 's.exemple', 'i.nom as instance'])
    .where('s.jour', '>=', from)
    .where('s.etat', '<>', 'annulee')
    .orderBy('s.jour')
    .orderBy('s.heure')
    .orderBy('s.id')
  if (can(actor, 'seances.tenir')) return query.execute()
  const organisations = actor.affectations.map((its) => its.organisationId)
  return query
    .where('s.etat', '<>', 'preparation')
    .where(
      sql<boolean>`exists (select 1 from convocation c where c.seance_id = s.id and c.organisation_id = any(${organisations}::uuid[]))`,
    )
    .execute()
}

export type AgendaLine = Awaited<ReturnType<typeof listAgenda>>[number]

/** When this person asked for the address of their calendar, or null. */
export async function findFeedDate(tx: Tx, actor: Actor): Promise<Date | null> {
  const found = await tx
    .selectFrom('agendaJeton')
    .select('creeLe')
    .where('personneId', '=', actor.personneId)
    .executeTakeFirst()
  return found?.creeLe ?? null
}

/** Gives this person a new secret address; the one before opens nothing any more. @returns the secret, said once */
export async function renewFeed(tx: Tx, actor: Actor): Promise<string> {
  mustReadInstances(actor)
  const { jeton, empreinte } = newJeton()
  const { territoireId, personneId } = actor
  await tx
    .insertInto('agendaJeton')
    .values({ territoireId, personneId, empreinte })
    .onConflict((conflict) =>
      conflict.columns(['territoireId', 'personneId']).doUpdateSet({ empreinte, creeLe: sql`now()` }),
    )
    .execute()
  await journalFeed(tx, actor, 'agenda.creer')
  return jeton
}

/** Withdraws the secret address: calendars that read it are refused. */
export async function withdrawFeed(tx: Tx, actor: Actor): Promise<void> {
  await tx.deleteFrom('agendaJeton').where('personneId', '=', actor.personneId).execute()
  await journalFeed(tx, actor, 'agenda.supprimer')
}

async function journalFeed(tx: Tx, actor: Actor, operation: string): Promise<void> {
  await writeJournal(tx, actor, {
    operation,
    entite: 'personne',
    entiteId: actor.personneId,
    titre: 'Adresse de son agenda',
  })
}

const MONTHS_KEPT = 6

/** The calendar behind a secret address, with the rights its person has today; none left, and it opens nothing. */
export async function readFeed(db: Db, jeton: string, given: { now: Date; publicUrl: string }) {
  const owner = await db
    .selectFrom('agendaJeton as j')
    .innerJoin('personne as p', (join) =>
      join.onRef('p.territoireId', '=', 'j.territoireId').onRef('p.id', '=', 'j.personneId'),
    )
    .innerJoin('territoire as t', 't.id', 'j.territoireId')
    .select(['p.compteId', 't.slug'])
    .where('j.empreinte', '=', empreinteOf(jeton))
    .where('p.archiveLe', 'is', null)
    .executeTakeFirst()
  const today = parisDate(given.now)
  const actor = owner?.compteId
    ? await findActor(db, { compteId: owner.compteId, slug: owner.slug, today })
    : null
  if (!actor || !can(actor, 'instances.lire')) throw new NotFound('Cette adresse d’agenda n’existe plus.')
  const seances = await asActor(db, actor, (tx) => listAgenda(tx, actor, addMonths(today, -MONTHS_KEPT)))
  const base = `${given.publicUrl}/t/${actor.territoireSlug}/seances`
  const entries = seances.map((its) => ({ ...its, isCancelled: false, description: `${base}/${its.id}` }))
  return calendarOf(`Séances : ${actor.territoireNom}`, entries, given.now)
}
