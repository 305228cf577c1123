import type { Tx } from '#app/db/connection.server.ts'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { formatCount, formatList } from '#app/lib/text.ts'
import { queueMail } from '#app/platform/mail.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { listAvis } from './rapport-evaluation.queries.server.ts'

interface Asked {
  documentId: string
  documentTitre: string
  code: string
  rapportId: string
  avisAvant: IsoDate
  publicUrl: string
}

/**
 * Writes to every signatory of the document that has not given its opinion on a report, one mail an organisation.
 * @returns what to say: how many were written to, and who has no address
 */
export async function askAvisByMail(tx: Tx, actor: Actor, asked: Asked): Promise<string> {
  const answered = new Set((await listAvis(tx, asked.rapportId)).map(({ organisationId }) => organisationId))
  const signatories = await tx
    .selectFrom('signataire as s')
    .innerJoin('organisation as o', 'o.id', 's.organisationId')
    .select(['o.id', 'o.nom', 'o.courriel'])
    .where('s.documentId', '=', asked.documentId)
    .where('s.fin', 'is', null)
    .distinct()
    .orderBy('o.nom')
    .execute()
  const expected = signatories.filter(({ id }) => !answered.has(id))
  const reached = expected.filter(({ courriel }) => courriel)
  for (const { courriel } of reached) {
    if (!courriel) continue
    const { territoireId } = actor
    await queueMail(tx, { to: courriel, territoireId, ...letterOf(actor, asked) })
  }
  const unreached = expected.filter(({ courriel }) => !courriel).map(({ nom }) => nom)
  const sent = reached.length === 0 ? 'aucun courriel' : formatCount(reached.length, 'courriel')
  const left = unreached.length === 0 ? '' : ` Sans adresse dans l’annuaire : ${formatList(unreached)}.`
  return `${sent} dans la boîte d’envoi.${left}`
}

function letterOf(actor: Actor, asked: Asked): { subject: string; text: string } {
  return {
    subject: `Votre avis sur l’évaluation, ${asked.documentTitre}`,
    text: [
      'Bonjour,',
      `Le rapport d’évaluation de « ${asked.documentTitre} » est soumis à l’avis des signataires. Vous pouvez le lire et donner le vôtre jusqu’au ${formatDate(asked.avisAvant)} :`,
      `${asked.publicUrl}/t/${actor.territoireSlug}/evaluation/${asked.code}/rapports/${asked.rapportId}`,
      'Les avis sont repris dans le rapport. Une réserve dit en quoi.',
      actor.territoireNom,
    ].join('\n\n'),
  }
}
