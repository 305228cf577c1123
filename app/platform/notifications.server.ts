import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import { newId } from '#app/lib/ids.ts'
import { rolesWith } from './explain.ts'
import type { Actor, Operation } from './permissions.ts'
import { type Rythme, rythmes } from './rythmes.ts'

const muetsList = z.array(z.string()).catch([])

export function isRythme(value: string): value is Rythme {
  return value in rythmes
}

export interface News {
  personneIds: ReadonlyArray<string>
  /** One sentence. */
  objet: string
  /** The page it is about, inside the territory: `/fiches/FA-12`. Muting is by this page. */
  lien: string
}

/** Tells these people something, once each, except those who muted the page it is about, and oneself. */
export async function notify(tx: Tx, actor: Actor, news: News): Promise<void> {
  const others = [...new Set(news.personneIds)].filter((id) => id !== actor.personneId)
  if (others.length === 0) return
  const muted = await tx
    .selectFrom('preferenceNotification')
    .select('personneId')
    .where('territoireId', '=', actor.territoireId)
    .where('personneId', 'in', others)
    .where(sql<boolean>`muets ? ${news.lien}`)
    .execute()
  const silent = new Set(muted.map((row) => row.personneId))
  const rows = others
    .filter((id) => !silent.has(id))
    .map((personneId) => ({
      territoireId: actor.territoireId,
      id: newId(),
      personneId,
      objet: news.objet,
      lien: news.lien,
    }))
  if (rows.length > 0) await tx.insertInto('notification').values(rows).execute()
}

/** The people whose role allows an operation today, to be told that something waits for it. */
export async function peopleWith(tx: Tx, operation: Operation): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct personne_id as id from affectation
    where territoire_id = territoire_courant() and etat = 'active' and role = any(${rolesWith(operation)})
      and debut <= now() and (fin is null or fin > now())`.execute(tx)
  return rows.map((its) => its.id)
}

/** What this person chose: the rhythm of its mails and the pages it muted. */
export async function getPreferences(tx: Tx, actor: Actor): Promise<{ rythme: Rythme; muets: string[] }> {
  const known = await tx
    .selectFrom('preferenceNotification')
    .select(['rythme', 'muets'])
    .where('territoireId', '=', actor.territoireId)
    .where('personneId', '=', actor.personneId)
    .executeTakeFirst()
  return { rythme: known?.rythme ?? 'hebdomadaire', muets: muetsList.parse(known?.muets ?? []) }
}

export async function savePreferences(tx: Tx, actor: Actor, rythme: Rythme): Promise<void> {
  await sql`insert into preference_notification (territoire_id, personne_id, rythme)
    values (${actor.territoireId}, ${actor.personneId}, ${rythme})
    on conflict (territoire_id, personne_id) do update set rythme = excluded.rythme`.execute(tx)
}

/** No more news of this page for this person. */
export async function mute(tx: Tx, actor: Actor, lien: string): Promise<void> {
  await sql`insert into preference_notification (territoire_id, personne_id, muets)
    values (${actor.territoireId}, ${actor.personneId}, ${JSON.stringify([lien])}::jsonb)
    on conflict (territoire_id, personne_id)
    do update set muets = (preference_notification.muets - ${lien}) || excluded.muets`.execute(tx)
}

export async function unmute(tx: Tx, actor: Actor, lien: string): Promise<void> {
  await sql`update preference_notification set muets = muets - ${lien}
    where territoire_id = ${actor.territoireId} and personne_id = ${actor.personneId}`.execute(tx)
}
