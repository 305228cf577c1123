import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { formatDateLong } from '#app/lib/dates.ts'
import { Refusal } from '#app/lib/errors.ts'
import { parisDate } from '#app/lib/paris-time.ts'
import { slugify } from '#app/lib/text.ts'
import { renderDocument } from '#app/platform/documents/documents.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type MailAttachment, queueMail } from '#app/platform/mail.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import type { Sending } from './convocations.commands.server.ts'
import { seanceDocument } from './seance.documents.server.ts'
import { resultats } from './seance.schema.ts'
import { mustBeOpen } from './seances.commands.server.ts'
import { listConvocations, listPoints, type Point, type StoredSeance } from './seances.queries.server.ts'

/**
 * Sends the record of a meeting held to all its members, who came or not, with the PDF. Sent again after a
 * correction, it says so. @returns how many mails left and who has no address
 */
export async function sendReleve(
  tx: Tx,
  actor: Actor,
  id: string,
  sending: Sending,
): Promise<{ sent: number; withoutAddress: string[] }> {
  const seance = await mustBeOpen(tx, actor, id, { held: true })
  if (seance.etat !== 'tenue')
    throw new Refusal('pas-tenue', 'Dites d’abord que la séance a eu lieu : le relevé en est la suite.')
  const mail = await releveMail(tx, actor, seance, sending)
  const convocations = await listConvocations(tx, id)
  const reachable = convocations.flatMap(({ id: its, courriel }) => (courriel ? [{ its, courriel }] : []))
  for (const { its, courriel } of reachable) {
    const courrielId = await queueMail(tx, { ...mail, to: courriel })
    await tx.updateTable('convocation').set({ courrielId }).where('id', '=', its).execute()
  }
  await tx
    .updateTable('seance')
    .set({ releveLe: sending.now, modifieLe: sql`now()` })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  await writeJournal(tx, actor, {
    operation: 'seance.envoyer',
    entite: 'seance',
    entiteId: id,
    titre: seance.titre,
    changements: { courriels: { avant: null, apres: reachable.length } },
  })
  return {
    sent: reachable.length,
    withoutAddress: convocations.filter((its) => its.courriel === null).map((its) => its.nom),
  }
}

async function releveMail(tx: Tx, actor: Actor, seance: StoredSeance, sending: Sending) {
  const document = await seanceDocument({ tx, actor, today: parisDate(sending.now) }, seance.id, 'releve')
  const pdf: MailAttachment = {
    filename: `releve-${slugify(seance.titre, 60)}.pdf`,
    contentType: 'application/pdf',
    content: Buffer.from(await renderDocument(document, 'pdf')).toString('base64'),
  }
  const decided = (await listPoints(tx, seance.id)).filter((point) => point.resultat !== null)
  const day = formatDateLong(seance.jour)
  return {
    subject: `${seance.releveLe ? 'Relevé corrigé : ' : 'Relevé de décisions : '}${seance.titre}, ${day}`,
    text: [
      `Voici le relevé de la séance « ${seance.titre} » (${seance.instance}) du ${day}, en pièce jointe.`,
      decided.length === 0 ? 'Aucune décision n’y a été prise.' : decided.map(decisionLine).join('\n'),
      `Le lire dans Maillage : ${sending.publicUrl}/t/${actor.territoireSlug}/seances/${seance.id}`,
      actor.territoireNom,
    ].join('\n\n'),
    attachments: [pdf],
    territoireId: actor.territoireId,
  }
}

function decisionLine({ titre, resultat, decision }: Point): string {
  return `- ${titre} : ${resultat ? resultats[resultat].toLowerCase() : ''}. ${decision}`.trim()
}
