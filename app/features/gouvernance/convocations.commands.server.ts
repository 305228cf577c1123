import type { Db, Tx } from '#app/db/connection.server.ts'
import { inTerritoire } from '#app/db/territoire.server.ts'
import { formatDateWithWeekday, type IsoDate } from '#app/lib/dates.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { formatHour, parisDate } from '#app/lib/paris-time.ts'
import { empreinteOf, newJeton } from '#app/platform/jetons.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { queueMail } from '#app/platform/mail.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { type CalendarSeance, icsAttachment, invitationIcs } from './calendrier.server.ts'
import type { Reponse } from './seance.schema.ts'
import { callMembers, mustBeOpen } from './seances.commands.server.ts'
import { listConvocations, listPoints, type StoredSeance } from './seances.queries.server.ts'

export interface Sending {
  /** The address of this Maillage, for the links. */
  publicUrl: string
  /** The address mails come from: calendars name it as the organiser. */
  from: string
  now: Date
}

/**
 * Calls the members to a meeting, or tells them of its new date: one mail each with its calendar entry and a link to
 * answer. Who was called before receives the update, who sits since then an invitation.
 * @returns how many mails left and who has no address
 */
export async function convokeSeance(
  tx: Tx,
  actor: Actor,
  id: string,
  sending: Sending,
): Promise<{ sent: number; withoutAddress: string[] }> {
  const seance = await mustBeOpen(tx, actor, id)
  if (seance.jour < parisDate(sending.now))
    throw new Refusal('date-passee', 'La date de cette séance est passée : on ne convoque plus.', {
      field: 'jour',
    })
  const points = await listPoints(tx, id)
  if (points.length === 0)
    throw new Refusal('sans-ordre-du-jour', 'Écrivez au moins un point à l’ordre du jour avant de convoquer.')
  await callMembers(tx, actor, seance)
  await tx
    .updateTable('seance')
    .set({ etat: 'convoquee', convoqueeLe: sending.now })
    .set((eb) => ({ sequence: eb('sequence', '+', 1), version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  const report = await mailToAll(tx, actor, {
    seance: { ...seance, sequence: seance.sequence + 1 },
    points,
    sending,
  })
  await writeJournal(tx, actor, {
    operation: 'seance.convoquer',
    entite: 'seance',
    entiteId: id,
    titre: seance.titre,
    changements: {
      courriels: { avant: null, apres: report.sent },
      jour: { avant: null, apres: seance.jour },
    },
  })
  return report
}

/** Cancels a meeting: who was called is told, and their calendars forget it. */
export async function cancelSeance(
  tx: Tx,
  actor: Actor,
  id: string,
  given: { motif: string; sending: Sending },
): Promise<void> {
  const seance = await mustBeOpen(tx, actor, id)
  if (given.motif.trim() === '')
    throw new Refusal('motif-absent', 'Dites pourquoi : ce sera lu par ceux qui étaient invités.', {
      field: 'motif',
    })
  await tx
    .updateTable('seance')
    .set({ etat: 'annulee', motifAnnulation: given.motif.trim() })
    .set((eb) => ({ sequence: eb('sequence', '+', 1), version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  if (seance.etat === 'convoquee') {
    const told = { ...seance, sequence: seance.sequence + 1, motifAnnulation: given.motif.trim() }
    await mailToAll(tx, actor, { seance: told, points: [], sending: given.sending, isCancelled: true })
  }
  await writeJournal(tx, actor, {
    operation: 'seance.annuler',
    entite: 'seance',
    entiteId: id,
    titre: seance.titre,
    changements: { etat: { avant: seance.etat, apres: 'annulee' } },
  })
}

interface Mailing {
  seance: StoredSeance
  points: ReadonlyArray<{ titre: string }>
  sending: Sending
  isCancelled?: boolean
}

async function mailToAll(tx: Tx, actor: Actor, mailing: Mailing) {
  const withoutAddress: string[] = []
  let sent = 0
  for (const called of await listConvocations(tx, mailing.seance.id)) {
    if (!called.courriel) {
      withoutAddress.push(called.nom)
      continue
    }
    const { jeton, empreinte } = newJeton()
    const url = `${mailing.sending.publicUrl}/convocation/${jeton}`
    const courrielId = await queueMail(tx, {
      to: called.courriel,
      ...wordsOf(mailing, actor, url),
      attachments: [attachmentFor(mailing, actor, { name: called.nom, email: called.courriel }, url)],
      territoireId: actor.territoireId,
    })
    await tx.updateTable('convocation').set({ courrielId }).where('id', '=', called.id).execute()
    await tx
      .insertInto('convocationJeton')
      .values({ territoireId: actor.territoireId, empreinte, convocationId: called.id })
      .execute()
    sent += 1
  }
  return { sent, withoutAddress }
}

/** « mardi 30 mars 2027 à 9 h ». */
export function whenOf({ jour, heure }: { jour: IsoDate; heure: string }): string {
  return `${formatDateWithWeekday(jour)} à ${formatHour(heure)}`
}

function wordsOf({ seance, points, isCancelled }: Mailing, actor: Actor, url: string) {
  if (isCancelled)
    return {
      subject: `Séance annulée : ${seance.titre}`,
      text: `La séance « ${seance.titre} » (${seance.instance}), prévue ${whenOf(seance)}, est annulée.\n\n${seance.motifAnnulation}\n\n${actor.territoireNom}`,
    }
  const isMoved = seance.sequence > 1
  const agenda = points.map((point, index) => `${index + 1}. ${point.titre}`).join('\n')
  const place = [seance.lieu, seance.visio].filter(Boolean).join('\n')
  return {
    subject: `${isMoved ? 'Mise à jour : ' : 'Convocation : '}${seance.titre}, ${whenOf(seance)}`,
    text: `${isMoved ? 'Voici ce qui vaut désormais pour cette séance.\n\n' : ''}${seance.instance}\n${seance.titre}\n${whenOf(seance)}\n${place}\n\nOrdre du jour\n${agenda}\n\nDites en un clic si vous venez, sans compte ni mot de passe :\n${url}\n\n${actor.territoireNom}`,
  }
}

function attachmentFor(
  mailing: Mailing,
  actor: Actor,
  attendee: { name: string; email: string },
  url: string,
) {
  const { seance, sending, isCancelled = false } = mailing
  const entry: CalendarSeance = {
    ...seance,
    isCancelled,
    description: isCancelled ? seance.motifAnnulation : url,
  }
  const organizer = { name: actor.territoireNom, email: sending.from }
  return icsAttachment(invitationIcs(entry, { organizer, attendee, now: sending.now }), isCancelled)
}

/** What the link of a mail opens: the meeting and the answer given so far. Past its day, the link answers no more. */
export async function getConvocation(db: Db, jeton: string, now: Date) {
  const found = await db
    .selectFrom('convocationJeton as j')
    .innerJoin('convocation as c', (join) =>
      join.onRef('c.territoireId', '=', 'j.territoireId').onRef('c.id', '=', 'j.convocationId'),
    )
    .innerJoin('seance as s', (join) =>
      join.onRef('s.territoireId', '=', 'c.territoireId').onRef('s.id', '=', 'c.seanceId'),
    )
    .innerJoin('instance as i', (join) =>
      join.onRef('i.territoireId', '=', 's.territoireId').onRef('i.id', '=', 's.instanceId'),
    )
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.territoireId', '=', 'c.territoireId').onRef('o.id', '=', 'c.organisationId'),
    )
    .innerJoin('territoire as t', 't.id', 'c.territoireId')
    .select([
      'c.id',
      'c.territoireId',
      'c.reponse',
      'c.message',
      'o.nom as organisation',
      't.nom as territoire',
    ])
    .select([
      's.id as seanceId',
      's.titre',
      's.jour',
      's.heure',
      's.lieu',
      's.visio',
      's.etat',
      'i.nom as instance',
    ])
    .where('j.empreinte', '=', empreinteOf(jeton))
    .executeTakeFirst()
  if (!found) throw new NotFound('Ce lien n’est pas connu : reprenez celui du dernier courriel reçu.')
  return { ...found, isOpen: found.etat === 'convoquee' && found.jour >= parisDate(now) }
}

/** Answers a convocation by its link; the last answer counts, until the day of the meeting. */
export async function answerConvocation(
  db: Db,
  jeton: string,
  given: { reponse: Reponse; message: string; now: Date },
): Promise<void> {
  const convocation = await getConvocation(db, jeton, given.now)
  if (!convocation.isOpen)
    throw new Refusal(
      'trop-tard',
      'Il est trop tard pour répondre par ce lien : la séance est passée ou annulée.',
    )
  const { reponse, message, now } = given
  await inTerritoire(db, convocation.territoireId, async (tx) => {
    await tx
      .updateTable('convocation')
      .set({ reponse, message, reponduLe: now })
      .where('id', '=', convocation.id)
      .execute()
    const author = {
      territoireId: convocation.territoireId,
      nom: `${convocation.organisation}, par le lien de sa convocation`,
      personneId: null,
    }
    await writeJournal(tx, author, {
      operation: 'convocation.repondre',
      entite: 'seance',
      entiteId: convocation.seanceId,
      titre: convocation.titre,
      changements: { reponse: { avant: convocation.reponse, apres: reponse } },
    })
  })
}
