import { renderDocument } from '#app/platform/documents/documents.server.ts'
import type { Visit } from '#app/platform/http.server.ts'
import { queueMail } from '#app/platform/mail.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { acteDocument } from './acte.document.ts'
import { acteNatures } from './acte.words.ts'
import { type Acte, getActe } from './actes.queries.server.ts'
import { loadMatiere, type Matiere } from './matiere.server.ts'

/** The document of an act, under the name of who issues it. */
export function printedActe(acte: Acte, matiere: Matiere, today: Visit['today']) {
  const issuer = matiere.lignes.find((its) => its.financeurId === acte.financeurId)?.financeur
  return acteDocument({ ...acte, emetteur: issuer ?? matiere.emetteur, today })
}

/** The document of an act, for who may read it. */
export async function openActeDocument({ tx, actor, today }: Visit, id: string) {
  const acte = await getActe(tx, actor, id)
  return printedActe(acte, await loadMatiere(tx, acte.dossierId), today)
}

/** An act in PDF, made before the transaction that notifies it: a long document holds no row. */
export async function pdfOf(its: Visit, id: string): Promise<Uint8Array> {
  return renderDocument(await openActeDocument(its, id), 'pdf')
}

/** Sends an act to its carrier with its copy. @returns what to tell who notified it */
export async function mailActe(
  { tx, actor }: { tx: Visit['tx']; actor: Actor },
  acte: Acte,
  { pdf, page }: { pdf: Uint8Array; page: string },
): Promise<string> {
  if (!acte.courriel) return 'Notification notée. Le dossier n’a pas d’adresse : envoyez l’acte vous-même.'
  const name = `${acteNatures[acte.nature]} ${acte.numero}`
  await queueMail(tx, {
    to: acte.courriel,
    subject: `${name} : ${acte.action}`,
    text: `Vous trouverez ci-joint : ${name}, pour « ${acte.action} » (dossier ${acte.dossierNumero}).\n\nÀ lire aussi ici :\n${page}\n\n${actor.territoireNom}`,
    attachments: [
      {
        filename: `${acte.numero}.pdf`,
        contentType: 'application/pdf',
        content: Buffer.from(pdf).toString('base64'),
      },
    ],
    territoireId: actor.territoireId,
  })
  return `Acte notifié à ${acte.courriel}, avec sa copie en PDF.`
}
