import { sql } from 'kysely'
import { createTransport, type SentMessageInfo } from 'nodemailer'
import { z } from 'zod'
import type { Db } from '#app/db/connection.server.ts'
import type { Config } from './config.server.ts'

/** Minutes before each new try; after the last one the mail is given up, and the outbox says why. */
const BACKOFF_MINUTES = [1, 5, 30, 120, 720]
/** A process that dies while it sends leaves its mails to the others after this delay. */
const LEASE_MINUTES = 10
const BATCH = 20

const attachments = z
  .array(z.object({ filename: z.string(), contentType: z.string(), content: z.string() }))
  .catch([])

interface Taken {
  id: string
  destinataire: string
  objet: string
  texte: string
  html: string | null
  pieces: unknown
  tentatives: number
}

export interface Delivered {
  envoyes: number
  reportes: number
  refuses: number
  gardes: number
}

/**
 * Sends what waits in the outbox. Each mail is taken by one process only, and marked before it leaves: one that dies
 * never sends twice what it had finished. Its Message-ID is its own id, so that a server that received it just before
 * a crash knows it again.
 */
export async function deliverMail(
  db: Db,
  config: Pick<Config, 'smtpUrl' | 'mailFrom'>,
  now: Date,
): Promise<Delivered> {
  const done: Delivered = { envoyes: 0, reportes: 0, refuses: 0, gardes: 0 }
  if (!config.smtpUrl) return { ...done, gardes: await keepHere(db) }
  const transport = createTransport({ url: config.smtpUrl, connectionTimeout: 15_000, socketTimeout: 30_000 })
  try {
    for (;;) {
      const taken = await take(db, now)
      for (const mail of taken)
        done[await deliver(db, mail, { config, now, send: (its) => transport.sendMail(its) })] += 1
      if (taken.length < BATCH) return done
    }
  } finally {
    transport.close()
  }
}

async function keepHere(db: Db): Promise<number> {
  const kept = await db
    .updateTable('courriel')
    .set({ etat: 'boite_locale' })
    .where('etat', '=', 'a_envoyer')
    .executeTakeFirst()
  return Number(kept.numUpdatedRows)
}

async function take(db: Db, now: Date): Promise<Taken[]> {
  const until = new Date(now.getTime() + LEASE_MINUTES * 60_000)
  const { rows } = await sql<Taken>`
    update courriel set tentatives = tentatives + 1, prochain_essai_le = ${until}
    where id in (select id from courriel where etat = 'a_envoyer' and prochain_essai_le <= ${now}
      order by id limit ${BATCH} for update skip locked)
    returning id, destinataire, objet, texte, html, pieces, tentatives`.execute(db)
  return rows
}

interface Sending {
  config: Pick<Config, 'mailFrom'>
  now: Date
  send: (mail: Parameters<ReturnType<typeof createTransport>['sendMail']>[0]) => Promise<SentMessageInfo>
}

async function deliver(db: Db, mail: Taken, sending: Sending): Promise<'envoyes' | 'reportes' | 'refuses'> {
  try {
    await sending.send(messageOf(mail, sending.config.mailFrom))
  } catch (error) {
    return noteFailure(db, mail, error, sending.now)
  }
  await db
    .updateTable('courriel')
    .set({ etat: 'envoye', envoyeLe: sending.now, erreur: null })
    .where('id', '=', mail.id)
    .execute()
  return 'envoyes'
}

function messageOf(mail: Taken, from: string) {
  return {
    from,
    to: mail.destinataire,
    subject: mail.objet,
    text: mail.texte,
    ...(mail.html ? { html: mail.html } : {}),
    messageId: `<${mail.id}@maillage>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: attachments.parse(mail.pieces).map((its) => ({ ...its, encoding: 'base64' })),
  }
}

/** A 5xx answer is final for this address; anything else is tried again, later and later. */
async function noteFailure(db: Db, mail: Taken, error: unknown, now: Date): Promise<'reportes' | 'refuses'> {
  const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : null
  const minutes = BACKOFF_MINUTES[mail.tentatives - 1]
  const final = (code !== null && code >= 500) || minutes === undefined
  await db
    .updateTable('courriel')
    .set({
      etat: final ? 'refuse' : 'a_envoyer',
      erreur: error instanceof Error ? error.message.slice(0, 500) : String(error),
      prochainEssaiLe: new Date(now.getTime() + (minutes ?? 0) * 60_000),
    })
    .where('id', '=', mail.id)
    .execute()
  return final ? 'refuses' : 'reportes'
}
