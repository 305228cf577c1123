import { sql } from 'kysely'
import type { Db, Tx } from '#app/db/connection.server.ts'
import { formatCount } from '#app/lib/text.ts'
import { queueMail } from './mail.server.ts'
import type { Rythme } from './rythmes.ts'

interface Waiting {
  territoireId: string
  territoire: string
  slug: string
  personneId: string
  courriel: string
}

/**
 * Writes one mail a person with the news it has not read, for the people of these rhythms. The mail and the mark
 * « told » are one transaction: news is told once.
 * @returns the number of mails written
 */
export async function writeDigests(
  db: Db,
  given: { rythmes: ReadonlyArray<Rythme>; publicUrl: string; now: Date },
): Promise<number> {
  const people = await listWaiting(db, given.rythmes)
  let written = 0
  for (const person of people) {
    const sent = await db.transaction().execute((tx) => writeDigest(tx, person, given))
    if (sent) written += 1
  }
  return written
}

async function listWaiting(db: Db, rythmes: ReadonlyArray<Rythme>): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select distinct n.territoire_id, t.nom as territoire, t.slug, n.personne_id, u.email as courriel
    from notification n join territoire t on t.id = n.territoire_id
    join personne p on p.territoire_id = n.territoire_id and p.id = n.personne_id and p.archive_le is null
    join auth_user u on u.id = p.compte_id
    left join preference_notification f on f.territoire_id = n.territoire_id and f.personne_id = n.personne_id
    where n.envoyee_le is null and n.lue_le is null and coalesce(f.rythme, 'hebdomadaire') = any(${[...rythmes]})`.execute(
    db,
  )
  return rows
}

async function writeDigest(
  tx: Tx,
  person: Waiting,
  given: { publicUrl: string; now: Date },
): Promise<boolean> {
  const { rows } = await sql<{ objet: string; lien: string }>`
    with told as (
      update notification set envoyee_le = ${given.now}
      where id in (select id from notification where territoire_id = ${person.territoireId} and personne_id = ${person.personneId}
        and envoyee_le is null and lue_le is null for update skip locked)
      returning id, objet, lien)
    select objet, lien from told order by id`.execute(tx)
  if (rows.length === 0) return false
  const base = `${given.publicUrl}/t/${person.slug}`
  const lines = rows.map(({ objet, lien }) => `- ${objet}\n  ${base}${lien}`).join('\n')
  const text = `Bonjour,\n\nCe qui vous concerne dans ${person.territoire} :\n\n${lines}\n\nChoisir un autre rythme, ou mettre une page en sourdine :\n${base}/moi/notifications\n`
  const subject = `${person.territoire} : ${formatCount(rows.length, 'nouvelle')}`
  await queueMail(tx, { to: person.courriel, subject, text, territoireId: person.territoireId })
  return true
}
