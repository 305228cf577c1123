import { sql } from 'kysely'
import type { Db } from '#app/db/connection.server.ts'
import { Refusal } from '#app/lib/errors.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { rolesWith } from './explain.ts'
import { empreinteOf } from './jetons.server.ts'
import { queueMail } from './mail.server.ts'

/** Wrong passwords in one window before an account is held, wherever they come from (ASVS 2.2.1 asks for 100 an hour at most). */
export const MOST_FAILURES = 20
const WINDOW_MINUTES = 15

const windowStart = (now: Date): Date => new Date(now.getTime() - WINDOW_MINUTES * 60_000)

/** Refuses a try on an account that too many wrong passwords were sent to; known or not, the answer is the same. */
export async function refuseHeld(db: Db, courriel: string, now: Date): Promise<void> {
  const { rows } = await sql`select from connexion_echec
    where empreinte = ${printOf(courriel)} and echecs >= ${MOST_FAILURES} and depuis > ${windowStart(now)}`.execute(
    db,
  )
  if (rows.length > 0)
    throw new Refusal(
      'compte-retenu',
      `Trop d’essais sur ce compte : il est fermé aux mots de passe pour ${WINDOW_MINUTES} minutes. Le lien envoyé par courriel, lui, ouvre toujours.`,
    )
}

/**
 * Counts a wrong password. The one that holds the account tells its owner, and those who manage the accounts of its
 * territories, once a window.
 */
export async function countFailure(db: Db, courriel: string, now: Date): Promise<void> {
  const { rows } = await sql<{ echecs: number }>`
    insert into connexion_echec as e (empreinte, echecs, depuis) values (${printOf(courriel)}, 1, ${now})
    on conflict (empreinte) do update set
      echecs = case when e.depuis > ${windowStart(now)} then e.echecs + 1 else 1 end,
      depuis = case when e.depuis > ${windowStart(now)} then e.depuis else ${now} end
    returning echecs`.execute(db)
  if (rows[0]?.echecs === MOST_FAILURES) await alert(db, courriel, now)
}

/** Forgets the wrong passwords of who has just entered. */
export async function forgetFailures(db: Db, courriel: string): Promise<void> {
  await sql`delete from connexion_echec where empreinte = ${printOf(courriel)}`.execute(db)
}

// Not the address itself: people type passwords in that field.
const printOf = (courriel: string): string => empreinteOf(courriel.trim().toLowerCase())

async function alert(db: Db, courriel: string, now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows: fresh } = await sql`update connexion_echec set alerte_le = ${now}
      where empreinte = ${printOf(courriel)} and (alerte_le is null or alerte_le <= ${windowStart(now)}) returning empreinte`.execute(
      tx,
    )
    if (fresh.length === 0) return
    const { rows: owners } = await sql<{
      id: string
      email: string
    }>`select id, email from auth_user where email = ${courriel.trim().toLowerCase()}`.execute(tx)
    const [owner] = owners
    if (!owner) return
    const when = formatInstant(now)
    await queueMail(tx, {
      to: owner.email,
      subject: 'Des essais de mot de passe sur votre compte',
      text: `Le ${when}, ${MOST_FAILURES} mots de passe faux ont été essayés sur votre compte Maillage. Il est fermé aux mots de passe pour ${WINDOW_MINUTES} minutes ; le lien par courriel ouvre toujours.\n\nSi ce n’était pas vous, changez votre mot de passe et activez le second facteur, dans « Mon compte ».\n`,
    })
    for (const { to, territoireId } of await guardians(tx, owner.id))
      await queueMail(tx, {
        to,
        territoireId,
        subject: 'Des essais de mot de passe sur un compte du territoire',
        text: `Le ${when}, ${MOST_FAILURES} mots de passe faux ont été essayés sur le compte ${owner.email}. Il est fermé aux mots de passe pour ${WINDOW_MINUTES} minutes, et son titulaire est prévenu.\n`,
      })
  })
}

/** Who manages the accounts of the territories where this account has a part. */
async function guardians(db: Db, compteId: string): Promise<Array<{ to: string; territoireId: string }>> {
  const { rows } = await sql<{ to: string; territoireId: string }>`
    select distinct u.email as "to", g.territoire_id
    from personne p join affectation g on g.territoire_id = p.territoire_id and g.etat = 'active' and g.role = any(${rolesWith('comptes.gerer')})
      and (g.fin is null or g.fin > now())
    join personne q on q.territoire_id = g.territoire_id and q.id = g.personne_id join auth_user u on u.id = q.compte_id
    where p.compte_id = ${compteId} and u.id <> ${compteId}`.execute(db)
  return rows
}
