import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { refusePersonal } from '#app/features/diagnostics/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Forbidden, InvalidInput, Refusal } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import type { JournalAuthor } from '#app/platform/journal.server.ts'
import { type Actor, can, reachOf } from '#app/platform/permissions.ts'
import {
  type Contribution,
  listContributions,
  mustHaveContribution,
  type Voice,
  voiceColumn,
  voiceId,
} from './contributions.queries.server.ts'
import { refusePoints } from './demarche.rules.ts'
import type { ContributionInput } from './demarche.schema.ts'
import { contributionNatures } from './demarche.words.ts'
import { lockDemarche, mustBeAxe, mustLead, tell } from './demarches.commands.server.ts'
import { type Demarche, type Group, getDemarche, listGroups } from './demarches.queries.server.ts'

/** The groups and structures in whose name this person may write; the team: any, for what a workshop said. */
export async function ownSeats(tx: Tx, actor: Actor, demarcheId: string, today: IsoDate) {
  return seatsAmong(actor, await listGroups(tx, demarcheId, today))
}

/** The same among groups already read. */
export function seatsAmong(actor: Actor, groups: ReadonlyArray<Group>) {
  const { reach, organisationIds } = reachOf(actor, 'demarches.contribuer')
  if (reach === null) return []
  return groups.flatMap((group) => {
    const own = group.membres.filter((its) => organisationIds.includes(its.organisationId))
    if (reach === 'tout') return [{ ...group, own: group.membres }]
    return own.length > 0 ? [{ ...group, own }] : []
  })
}

export interface Writing {
  input: ContributionInput
  /** Who writes has said that nobody can be recognised. */
  confirmed: boolean
  today: IsoDate
  now: Date
  exemple?: boolean
}

/** Writes a contribution in the name of a group where one sits. @returns its id */
export async function addContribution(
  tx: Tx,
  actor: Actor,
  demarcheId: string,
  writing: Writing,
): Promise<string> {
  const demarche = await openDemarche(tx, actor, demarcheId)
  await mustSit(tx, actor, demarche, writing)
  return insertContribution(tx, actor, demarche, { ...writing, auteurId: actor.personneId, lienId: null })
}

async function openDemarche(tx: Tx, actor: Actor, id: string): Promise<Demarche> {
  const demarche = await getDemarche(tx, actor, id)
  if (!can(actor, 'demarches.contribuer')) throw new Forbidden()
  refuseClosed(demarche)
  return demarche
}

export function refuseClosed({ etat }: Pick<Demarche, 'etat'>): void {
  if (etat !== 'contributions')
    throw new Refusal(
      'contributions-closes',
      'Les contributions ne sont pas ouvertes, ou ne le sont plus : dites-le à la direction du projet.',
    )
}

async function mustSit(
  tx: Tx,
  actor: Actor,
  { id }: Demarche,
  { input, today }: Pick<Writing, 'input' | 'today'>,
): Promise<void> {
  const seats = await ownSeats(tx, actor, id, today)
  const isTeam = reachOf(actor, 'demarches.contribuer').reach === 'tout'
  if (seats.length === 0 && !isTeam)
    throw new Refusal(
      'sans-siege',
      'Votre structure ne siège dans aucun groupe de cette démarche : demandez un lien pour contribuer à la direction du projet.',
    )
  const group = seats.find((its) => its.id === input.instanceId)
  if (input.instanceId && !group)
    throw new InvalidInput({
      instanceId: ['Vous ne siégez pas dans ce groupe : choisissez-en un des vôtres.'],
    })
  if (isTeam) return
  if (!group) throw new InvalidInput({ instanceId: ['Choisissez le groupe au titre duquel vous écrivez.'] })
  if (!group.own.some((its) => its.organisationId === input.organisationId))
    throw new InvalidInput({ organisationId: ['Cette structure n’est pas la vôtre dans ce groupe.'] })
}

interface Written {
  id: string
  titre: string
  document: { arbreId: string | null }
}

/** Writes the row and its line, whoever signs. @returns the id */
export async function insertContribution(
  tx: Tx,
  author: JournalAuthor,
  demarche: Written,
  given: Omit<Writing, 'today'> & { auteurId: string | null; lienId: string | null },
): Promise<string> {
  const { input, confirmed, now, auteurId, lienId } = given
  refusePersonal([input.texte], confirmed)
  if (input.axeId) await mustBeAxe(tx, demarche, input.axeId)
  const id = newId()
  await tx
    .insertInto('demarcheContribution')
    .values({
      ...input,
      territoireId: author.territoireId,
      id,
      demarcheId: demarche.id,
      auteurId,
      lienId,
      deposeeLe: now,
      exemple: given.exemple ?? false,
    })
    .execute()
  await tell(tx, author, demarche, {
    verb: 'contribuer',
    changes: { [contributionNatures[input.nature]]: { avant: null, apres: input.texte } },
  })
  return id
}

/** Whether this person may still correct or take back this contribution. */
export function mayChange(actor: Actor, { auteurId }: Pick<Contribution, 'auteurId'>): boolean {
  return can(actor, 'demarches.conduire') || auteurId === actor.personneId
}

/** Corrects a contribution while contributions are open: who wrote it, or the team. */
export async function updateContribution(
  tx: Tx,
  actor: Actor,
  demarcheId: string,
  change: Omit<Writing, 'now'> & { id: string; version: number },
): Promise<void> {
  const demarche = await openDemarche(tx, actor, demarcheId)
  const before = await mustHaveContribution(tx, demarcheId, change.id)
  if (!mayChange(actor, before)) throw new Forbidden()
  if (before.version !== change.version)
    throw new Refusal(
      'conflit',
      'Cette contribution a changé entre-temps : rechargez la page, puis recommencez.',
    )
  await mustSit(tx, actor, demarche, change)
  const { input } = change
  refusePersonal([input.texte], change.confirmed)
  if (input.axeId) await mustBeAxe(tx, demarche, input.axeId)
  await tx
    .updateTable('demarcheContribution')
    .set((eb) => ({ ...input, version: eb('version', '+', 1), modifieLe: sql`now()` }))
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', change.id)
    .execute()
  await tell(tx, actor, demarche, {
    verb: 'corriger',
    changes: { texte: { avant: before.texte, apres: input.texte } },
  })
}

/** Takes back a contribution that no passage cites; the journal keeps its words. */
export async function withdrawContribution(
  tx: Tx,
  actor: Actor,
  demarcheId: string,
  id: string,
): Promise<void> {
  const demarche = await openDemarche(tx, actor, demarcheId)
  const before = await mustHaveContribution(tx, demarcheId, id)
  if (!mayChange(actor, before)) throw new Forbidden()
  if (before.citations.length > 0)
    throw new Refusal('citee', 'Un passage du texte cite cette contribution : elle reste.')
  await tx
    .deleteFrom('demarcheContribution')
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  await tell(tx, actor, demarche, {
    verb: 'retirer',
    changes: { texte: { avant: before.texte, apres: null } },
  })
}

/** Says why the text does not take a contribution up; no words: it is to be treated again. */
export async function setAside(
  tx: Tx,
  actor: Actor,
  demarcheId: string,
  { id, motifEcart }: { id: string; motifEcart: string },
): Promise<void> {
  mustLead(actor)
  const demarche = await lockDemarche(tx, actor, demarcheId, null)
  const before = await mustHaveContribution(tx, demarcheId, id)
  if (demarche.etat !== 'redaction' && demarche.etat !== 'contributions')
    throw new Refusal(
      'texte-fige',
      'Le texte est soumis pour avis, ou porté : ce que deviennent les contributions ne change plus.',
    )
  if (before.citations.length > 0 && motifEcart !== '')
    throw new Refusal(
      'citee',
      'Un passage cite cette contribution : elle est donc reprise. Retirez d’abord la citation.',
      {
        field: 'motifEcart',
      },
    )
  await sql`update demarche_contribution set motif_ecart = ${motifEcart}, version = version + 1, modifie_le = now()
    where territoire_id = ${actor.territoireId} and id = ${id}`.execute(tx)
  await tell(tx, actor, demarche, {
    verb: motifEcart === '' ? 'reprendre' : 'ecarter',
    changes: { motifEcart: { avant: before.motifEcart, apres: motifEcart } },
  })
}

/** Gives dots to a contribution, by somebody who has an account. */
export async function vote(
  tx: Tx,
  actor: Actor,
  demarcheId: string,
  { id, points, today }: { id: string; points: number; today: IsoDate },
): Promise<void> {
  const demarche = await openDemarche(tx, actor, demarcheId)
  const isTeam = reachOf(actor, 'demarches.contribuer').reach === 'tout'
  if (!isTeam && (await ownSeats(tx, actor, demarcheId, today)).length === 0) throw new Forbidden()
  await giveDots(tx, actor, demarche, { id, points, voice: { personneId: actor.personneId } })
}

/** Writes the dots of a voice, within what it has for the axis. */
export async function giveDots(
  tx: Tx,
  author: JournalAuthor,
  demarche: Pick<Demarche, 'id' | 'titre' | 'points'>,
  { id, points, voice }: { id: string; points: number; voice: Voice },
): Promise<void> {
  const about = await mustHaveContribution(tx, demarche.id, id)
  // One at a time: two answers at once would each see room for both.
  await sql`select from demarche where territoire_id = ${author.territoireId} and id = ${demarche.id} for update`.execute(
    tx,
  )
  const siblings = await listContributions(tx, demarche.id, { axeId: about.axeId, voice })
  const elsewhere = siblings.reduce((sum, its) => sum + (its.id === id ? 0 : its.miens), 0)
  const refusal = refusePoints(points, { elsewhere, most: demarche.points })
  if (refusal) throw new Refusal('points', refusal)
  const column = sql.ref(voiceColumn(voice))
  await sql`delete from demarche_voix where territoire_id = ${author.territoireId} and contribution_id = ${id} and ${column} = ${voiceId(voice)}`.execute(
    tx,
  )
  if (points > 0)
    await sql`insert into demarche_voix (territoire_id, id, contribution_id, ${column}, points) values (${author.territoireId}, ${newId()}, ${id}, ${voiceId(voice)}, ${points})`.execute(
      tx,
    )
  const before = siblings.find((its) => its.id === id)?.miens ?? 0
  await tell(tx, author, demarche, {
    verb: 'ponderer',
    changes: { points: { avant: before, apres: points } },
  })
}
