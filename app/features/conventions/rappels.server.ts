import { sql } from 'kysely'
import type { Db, Tx } from '#app/db/connection.server.ts'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { parisDate } from '#app/lib/paris-time.ts'
import type { Job } from '#app/platform/jobs.server.ts'
import { queueMail } from '#app/platform/mail.server.ts'
import { isReminderDue } from './rappels.rules.ts'

interface Owed {
  id: string
  territoireId: string
  territoire: string
  slug: string
  courriel: string
  action: string
  exercice: number
  echeance: IsoDate
  rappeleLe: IsoDate | null
}

/** Every morning, the carriers whose financial report is due soon, or late. */
export const reportReminders: Job = {
  name: 'rappels-comptes-rendus',
  cron: '30 7 * * *',
  work: (services) =>
    remindReports(services.database.db, { publicUrl: services.config.publicUrl, now: services.now() }),
}

/** Reminds the carriers who owe a report. The mail and its date are one transaction: each is told once. @returns how many */
export async function remindReports(db: Db, given: { publicUrl: string; now: Date }): Promise<number> {
  const today = parisDate(given.now)
  const due = (await listOwed(db, today)).filter((its) => isReminderDue(its, today))
  let told = 0
  for (const report of due) told += await db.transaction().execute((tx) => remind(tx, report, given))
  return told
}

async function listOwed(db: Db, today: IsoDate): Promise<Owed[]> {
  const { rows } = await sql<Owed>`
    select r.id, r.territoire_id, t.nom as territoire, t.slug, d.responsable_courriel as courriel, d.titre as action, r.exercice, r.echeance,
      (r.rappele_le at time zone 'Europe/Paris')::date as rappele_le
    from compte_rendu r join territoire t on t.id = r.territoire_id
    join dossier d on d.territoire_id = r.territoire_id and d.id = r.dossier_id and d.archive_le is null
    where r.etat in ('a_rendre', 'brouillon', 'a_corriger') and d.responsable_courriel <> '' and r.echeance < ${today}::date + 60`.execute(
    db,
  )
  return rows
}

async function remind(
  tx: Tx,
  report: Owed,
  { publicUrl, now }: { publicUrl: string; now: Date },
): Promise<number> {
  const { rows } = await sql`update compte_rendu set rappele_le = ${now}
    where territoire_id = ${report.territoireId} and id = ${report.id} and (rappele_le at time zone 'Europe/Paris')::date is not distinct from ${report.rappeleLe}::date
    returning id`.execute(tx)
  if (rows.length === 0) return 0
  const isLate = report.echeance < parisDate(now)
  const page = `${publicUrl}/t/${report.slug}/conventions/comptes-rendus/${report.id}`
  await queueMail(tx, {
    to: report.courriel,
    subject: `Compte rendu financier ${report.exercice} ${isLate ? 'en retard' : 'à remettre'} : ${report.action}`,
    text: `Le compte rendu financier ${report.exercice} de « ${report.action} » ${isLate ? 'était' : 'est'} attendu pour le ${formatDate(report.echeance)}.\n\nIl se remplit ici, à partir du budget de votre dossier :\n${page}\n\n${report.territoire}`,
    territoireId: report.territoireId,
  })
  return 1
}
