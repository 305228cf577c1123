import type { DbOrTx } from '#app/db/connection.server.ts'
import { newId } from '#app/lib/ids.ts'

export interface MailAttachment {
  filename: string
  contentType: string
  /** Base64. */
  content: string
}

export interface Mail {
  to: string
  subject: string
  text: string
  html?: string
  attachments?: MailAttachment[]
  /** The territory whose administrators see it in the outbox; none for an account without territory. */
  territoireId?: string
}

/**
 * Writes a mail in the outbox, in the transaction of what it announces: a change that is undone announces nothing,
 * and a process that dies has lost nothing. The delivery job sends it once. @returns its id in the outbox
 */
export async function queueMail(db: DbOrTx, mail: Mail): Promise<string> {
  const id = newId()
  await db
    .insertInto('courriel')
    .values({
      id,
      territoireId: mail.territoireId ?? null,
      destinataire: mail.to,
      objet: mail.subject,
      texte: mail.text,
      html: mail.html ?? null,
      pieces: JSON.stringify(mail.attachments ?? []),
    })
    .execute()
  return id
}
