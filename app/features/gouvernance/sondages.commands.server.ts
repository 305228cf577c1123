import { sql } from 'kysely'
import type { Db, Tx } from '#app/db/connection.server.ts'
import { inTerritoire } from '#app/db/territoire.server.ts'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { parisDate } from '#app/lib/paris-time.ts'
import { empreinteOf, newJeton } from '#app/platform/jetons.server.ts'
import { type Change, type JournalAuthor, writeJournal } from '#app/platform/journal.server.ts'
import { queueMail } from '#app/platform/mail.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { type Sending, whenOf } from './convocations.commands.server.ts'
import { loadSeats } from './instances.queries.server.ts'
import { mustBeOpen, updateSeance } from './seances.commands.server.ts'
import { getSeance, type StoredSeance } from './seances.queries.server.ts'
import type { Slot } from './sondage.rules.ts'
import { type Dispo, dispos } from './sondage.words.ts'
import { findPoll, getPollLink, isPollOpen, type Poll } from './sondages.queries.server.ts'

const DAY = 86_400_000

export interface Opening {
  slots: ReadonlyArray<Slot>
  echeance: IsoDate
  message: string
  sending: Sending
  exemple?: boolean
}

/**
 * Asks the members of a body which of some dates suits them: one mail an organisation, with a link that answers
 * without an account. @returns how many mails left and who has no address
 */
export async function openPoll(
  tx: Tx,
  actor: Actor,
  seanceId: string,
  opening: Opening,
): Promise<{ sent: number; withoutAddress: string[] }> {
  const seance = await mustBeOpen(tx, actor, seanceId)
  if (seance.etat !== 'preparation')
    throw new Refusal(
      'deja-convoquee',
      'Les membres sont déjà convoqués : changez la date, puis renvoyez la convocation.',
    )
  const { slots, echeance, sending } = opening
  const [first] = slots
  if (echeance < parisDate(sending.now) || (first && echeance >= first.jour))
    throw new Refusal(
      'echeance',
      'La dernière réponse s’attend d’ici la veille de la première date proposée.',
      { field: 'echeance' },
    )
  const before = await findPoll(tx, seanceId)
  if (before?.etat === 'ouvert')
    throw new Refusal(
      'deja-ouvert',
      'Un sondage est déjà ouvert pour cette séance : choisissez une date, ou abandonnez-le.',
    )
  const sondageId = await insertPoll(tx, actor, seanceId, opening)
  const report = await askMembers(tx, actor, { seance, sondageId, opening })
  await tell(tx, actor, seance, {
    verb: 'sonder',
    changes: {
      dates: { avant: null, apres: slots.map(whenOf).join(' ; ') },
      courriels: { avant: null, apres: report.sent },
    },
  })
  return report
}

async function insertPoll(tx: Tx, actor: Actor, seanceId: string, opening: Opening): Promise<string> {
  const { slots, echeance, message, sending, exemple = false } = opening
  const { territoireId } = actor
  const id = newId()
  await tx
    .insertInto('sondage')
    .values({ territoireId, id, seanceId, echeance, message, ouvertLe: sending.now, exemple })
    .execute()
  await tx
    .insertInto('sondageOption')
    .values(slots.map((slot) => ({ territoireId, id: newId(), sondageId: id, ...slot })))
    .execute()
  return id
}

async function askMembers(
  tx: Tx,
  actor: Actor,
  { seance, sondageId, opening }: { seance: StoredSeance; sondageId: string; opening: Opening },
) {
  // Seats of the first date that is proposed: who leaves before has nothing to say of it.
  const at = opening.slots[0]?.jour ?? seance.jour
  const seats = (await loadSeats(tx, at))(seance.instanceId)
  if (seats.length === 0)
    throw new Refusal(
      'sans-membre',
      'Personne ne siège dans cette instance à ces dates : donnez d’abord des sièges.',
    )
  let sent = 0
  const withoutAddress: string[] = []
  for (const { organisationId, courriel, nom } of seats) {
    const { jeton, empreinte } = newJeton()
    const id = newId()
    await tx
      .insertInto('sondageMembre')
      .values({
        territoireId: actor.territoireId,
        id,
        sondageId,
        organisationId,
        courriel,
        empreinte: courriel ? empreinte : null,
      })
      .execute()
    if (!courriel) withoutAddress.push(nom)
    else {
      await mail(tx, actor, { seance, opening, to: courriel, jeton })
      sent += 1
    }
  }
  return { sent, withoutAddress }
}

interface PollMail {
  seance: Pick<StoredSeance, 'titre' | 'instance'>
  opening: Pick<Opening, 'slots' | 'echeance' | 'message' | 'sending'>
  to: string
  jeton: string
  isReminder?: boolean
}

function mail(tx: Tx, actor: Actor, { seance, opening, to, jeton, isReminder = false }: PollMail) {
  const { slots, echeance, message, sending } = opening
  const dates = slots.map((slot) => `- ${whenOf(slot)}`).join('\n')
  return queueMail(tx, {
    to,
    subject: `${isReminder ? 'Rappel : quelle date' : 'Quelle date'} pour « ${seance.titre} » ?`,
    text: `${seance.instance}\n${seance.titre}\n${message ? `\n${message}\n` : ''}\nDates proposées :\n${dates}\n\nDites lesquelles vous conviennent, sans compte, jusqu’au ${formatDate(echeance)} :\n${sending.publicUrl}/sondage/${jeton}\n\n${actor.territoireNom}\n`,
    territoireId: actor.territoireId,
  })
}

/** Writes again, with a new link, to those who did not answer; once a day at most. @returns how many */
export async function remindPoll(tx: Tx, actor: Actor, seanceId: string, sending: Sending): Promise<number> {
  const { seance, poll } = await mustHavePoll(tx, actor, seanceId)
  refuseOver(poll, sending.now)
  const { rows } = await sql<{ id: string; courriel: string }>`select id, courriel from sondage_membre
    where territoire_id = ${actor.territoireId} and sondage_id = ${poll.id} and repondu_le is null and courriel is not null
      and (relance_le is null or relance_le < ${new Date(sending.now.getTime() - DAY)}) for update`.execute(
    tx,
  )
  for (const { id, courriel } of rows) {
    const { jeton, empreinte } = newJeton()
    await sql`update sondage_membre set empreinte = ${empreinte}, relance_le = ${sending.now} where territoire_id = ${actor.territoireId} and id = ${id}`.execute(
      tx,
    )
    const opening = { slots: poll.options, echeance: poll.echeance, message: poll.message, sending }
    await mail(tx, actor, { seance, opening, to: courriel, jeton, isReminder: true })
  }
  await tell(tx, actor, seance, {
    verb: 'relancer',
    changes: { rappels: { avant: null, apres: rows.length } },
  })
  return rows.length
}

export interface PollAnswer {
  reponses: ReadonlyMap<string, Dispo>
  message: string
  now: Date
}

/** The answer of an organisation by its link; the last one counts, until the date is chosen. */
export async function answerPollByLink(db: Db, jeton: string, answer: PollAnswer): Promise<void> {
  const { territoireId } = await getPollLink(db, jeton)
  await inTerritoire(db, territoireId, async (tx) => {
    await sql`select from sondage_membre where empreinte = ${empreinteOf(jeton)} for update`.execute(tx)
    const link = await getPollLink(tx, jeton)
    const poll = await findPoll(tx, link.seanceId)
    if (!poll?.membres.some((its) => its.id === link.membreId)) throw new NotFound()
    refuseOver(poll, answer.now)
    const author = { territoireId, personneId: null, nom: `${link.organisation}, par le lien du sondage` }
    await writeAnswer(tx, author, { poll, membreId: link.membreId, answer, titre: link.titre })
  })
}

/** The answer of an organisation on the screen: by its own people, or noted by who prepares the meeting. */
export async function answerPoll(
  tx: Tx,
  actor: Actor,
  seanceId: string,
  given: { membreId: string; answer: PollAnswer },
): Promise<void> {
  const seance = await getSeance(tx, actor, seanceId)
  const poll = await findPoll(tx, seanceId)
  const membre = poll?.membres.find((its) => its.id === given.membreId)
  if (!poll || !membre) throw new NotFound()
  if (!mayAnswer(actor, membre.organisationId)) throw new Forbidden()
  refuseOver(poll, given.answer.now)
  await writeAnswer(tx, actor, { poll, membreId: membre.id, answer: given.answer, titre: seance.titre })
}

/** Whether this person may answer for this organisation. */
export function mayAnswer(actor: Actor, organisationId: string): boolean {
  return (
    can(actor, 'seances.tenir') || actor.affectations.some((its) => its.organisationId === organisationId)
  )
}

function refuseOver(poll: Poll, now: Date): void {
  if (isPollOpen(poll, now)) return
  const retenue = poll.options.find((its) => its.id === poll.retenueId)
  throw new Refusal(
    'sondage-clos',
    retenue
      ? `La date est choisie : ${whenOf(retenue)}. Les réponses ne comptent plus.`
      : `Ce sondage est clos${poll.etat === 'ouvert' ? ` depuis le ${formatDate(poll.echeance)}` : ''} : dites votre disponibilité à qui prépare la séance.`,
  )
}

async function writeAnswer(
  tx: Tx,
  author: JournalAuthor,
  { poll, membreId, answer, titre }: { poll: Poll; membreId: string; answer: PollAnswer; titre: string },
): Promise<void> {
  const { territoireId } = author
  const known = poll.options.filter((its) => answer.reponses.has(its.id))
  if (known.length < poll.options.length)
    throw new Refusal('reponse-incomplete', 'Répondez pour chaque date : oui, si besoin, ou non.')
  await sql`delete from sondage_reponse where territoire_id = ${territoireId} and membre_id = ${membreId}`.execute(
    tx,
  )
  await tx
    .insertInto('sondageReponse')
    .values(
      known.map(({ id }) => ({
        territoireId,
        membreId,
        optionId: id,
        reponse: answer.reponses.get(id) ?? 'non',
      })),
    )
    .execute()
  await sql`update sondage_membre set repondu_le = ${answer.now}, repondu_par = ${author.nom}, message = ${answer.message}
    where territoire_id = ${territoireId} and id = ${membreId}`.execute(tx)
  const said = known.map(
    (its) => `${whenOf(its)} : ${dispos[answer.reponses.get(its.id) ?? 'non'].toLowerCase()}`,
  )
  await tell(
    tx,
    author,
    { id: poll.seanceId, titre },
    { verb: 'repondre', changes: { dates: { avant: null, apres: said.join(' ; ') } } },
  )
}

/** Chooses a date: it becomes that of the meeting, and the poll is over. The members are then called as usual. */
export async function chooseSlot(
  tx: Tx,
  actor: Actor,
  seanceId: string,
  { optionId, today }: { optionId: string; today: IsoDate },
): Promise<void> {
  const { seance, poll } = await mustHavePoll(tx, actor, seanceId)
  const option = poll.options.find((its) => its.id === optionId)
  if (!option) throw new NotFound()
  if (poll.etat !== 'ouvert') throw new Refusal('deja-choisi', 'La date de cette séance est déjà choisie.')
  if (option.jour < today)
    throw new Refusal(
      'date-passee',
      'Cette date est passée : choisissez-en une autre, ou ouvrez un autre sondage.',
    )
  const { titre, dureeMinutes, lieu, visio, version } = seance
  await updateSeance(tx, actor, seanceId, {
    version,
    input: { titre, dureeMinutes, lieu, visio, jour: option.jour, heure: option.heure },
  })
  await sql`update sondage set etat = 'choisi', retenue_id = ${optionId} where territoire_id = ${actor.territoireId} and id = ${poll.id}`.execute(
    tx,
  )
  await tell(tx, actor, seance, {
    verb: 'choisir',
    changes: { date: { avant: whenOf(seance), apres: whenOf(option) } },
  })
}

/** Gives the poll up: its links say so, another may be opened. */
export async function abandonPoll(tx: Tx, actor: Actor, seanceId: string): Promise<void> {
  const { seance, poll } = await mustHavePoll(tx, actor, seanceId)
  if (poll.etat !== 'ouvert') throw new Refusal('deja-clos', 'Ce sondage n’est plus ouvert.')
  await sql`update sondage set etat = 'abandonne' where territoire_id = ${actor.territoireId} and id = ${poll.id}`.execute(
    tx,
  )
  await tell(tx, actor, seance, {
    verb: 'abandonner',
    changes: { sondage: { avant: 'ouvert', apres: 'abandonné' } },
  })
}

async function mustHavePoll(tx: Tx, actor: Actor, seanceId: string) {
  const seance = await mustBeOpen(tx, actor, seanceId)
  await sql`select from sondage where territoire_id = ${actor.territoireId} and seance_id = ${seanceId} for update`.execute(
    tx,
  )
  const poll = await findPoll(tx, seanceId)
  if (!poll) throw new NotFound()
  return { seance, poll }
}

function tell(
  tx: Tx,
  author: JournalAuthor,
  { id, titre }: { id: string; titre: string },
  { verb, changes }: { verb: string; changes: Record<string, Change> },
): Promise<void> {
  return writeJournal(tx, author, {
    operation: `sondage.${verb}`,
    entite: 'seance',
    entiteId: id,
    titre,
    changements: changes,
  })
}
