import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { formatCount } from '#app/lib/text.ts'
import { type EntitySpec, insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { type Due, destroyListed, dueDay, listDue } from './conservation.server.ts'
import { conservations, type Sorte } from './conservation.ts'
import { canDestroy, canEndorse, canGiveUp } from './destruction.rules.ts'
import { getDestruction, getRegle } from './destructions.queries.server.ts'
import { type RegleInput, regleInput } from './regle.schema.ts'

const regleSpec = {
  entite: 'regle_conservation',
  table: 'regleConservation',
  schema: regleInput,
  titre: () => 'Règle de conservation',
} satisfies EntitySpec<typeof regleInput>

/** Says how long a kind of record is kept here, or suspends its destruction. */
export async function saveRegle(
  tx: Tx,
  actor: Actor,
  sorte: Sorte,
  { version, input }: { version: number; input: RegleInput },
): Promise<void> {
  mustKeep(actor)
  const { id } = await getRegle(tx, actor, sorte)
  const spec = { ...regleSpec, titre: () => `Règle de conservation : ${conservations[sorte].titre}` }
  if (id) await updateEntity(tx, actor, spec, { id, version, changes: input })
  else await insertEntity(tx, actor, spec, { values: input, extra: { sorte } })
}

function mustKeep(actor: Actor): void {
  if (!can(actor, 'registre.tenir')) throw new Forbidden()
}

/** Draws the list of what is due, for somebody else to endorse. @returns its id */
export async function proposeDestruction(
  tx: Tx,
  actor: Actor,
  sorte: Sorte,
  { today, now, exemple = false }: { today: IsoDate; now: Date; exemple?: boolean },
): Promise<string> {
  mustKeep(actor)
  await sql`select pg_advisory_xact_lock(hashtext(${`destruction ${actor.territoireId}`}))`.execute(tx)
  const { dureeMois, suspendue } = await getRegle(tx, actor, sorte)
  if (suspendue) throw suspended()
  await refuseSecondList(tx, sorte)
  const arreteeAu = dueDay(today, dureeMois)
  const due = await listDue(tx, sorte, arreteeAu)
  const [first, last] = [due[0], due.at(-1)]
  if (!first || !last) throw new Refusal('rien-a-detruire', 'Rien n’a atteint sa durée de conservation.')
  const list = { id: newId(), numero: await nextNumero(tx), sorte }
  await tx
    .insertInto('destruction')
    .values({
      ...list,
      territoireId: actor.territoireId,
      dureeMois,
      arreteeAu,
      exemple,
      premier: first.depart,
      dernier: last.depart,
      nombre: due.length,
      empreinte: fingerprint(due),
      proposePar: actor.personneId,
      proposeNom: actor.nom,
      proposeLe: now,
    })
    .execute()
  await keepLignes(tx, actor.territoireId, list.id, due)
  await say(tx, actor, list, { verb: 'proposer', apres: formatCount(due.length, 'élément') })
  return list.id
}

const suspended = () =>
  new Refusal('destruction-suspendue', 'La destruction est suspendue par la règle de conservation.')

async function refuseSecondList(tx: Tx, sorte: Sorte): Promise<void> {
  const open = await tx
    .selectFrom('destruction')
    .select('numero')
    .where('sorte', '=', sorte)
    .where('etat', 'in', ['proposee', 'visee'])
    .executeTakeFirst()
  if (open) throw new Refusal('liste-en-cours', `La liste n° ${open.numero} est déjà en cours : finissez-la.`)
}

async function nextNumero(tx: Tx): Promise<number> {
  const { last } = await tx
    .selectFrom('destruction')
    .select((eb) => eb.fn.max('numero').as('last'))
    .executeTakeFirstOrThrow()
  return Number(last ?? 0) + 1
}

/** What the list was, without keeping its words: the identifiers and days, in a fixed order. */
function fingerprint(due: ReadonlyArray<Due>): string {
  const lines = due.map(({ objetId, depart }) => `${objetId} ${depart}\n`).sort()
  return createHash('sha256').update(lines.join('')).digest('hex')
}

async function keepLignes(tx: Tx, territoireId: string, destructionId: string, due: ReadonlyArray<Due>) {
  const rows = due.map(({ objetId, libelle, depart }) => ({ objet_id: objetId, libelle, depart }))
  await sql`insert into destruction_ligne (territoire_id, destruction_id, objet_id, libelle, depart)
    select ${territoireId}, ${destructionId}, objet_id, libelle, depart
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (objet_id uuid, libelle text, depart date)`.execute(
    tx,
  )
}

/** A second person endorses the list. */
export async function endorseDestruction(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  const its = await locked(tx, actor, id)
  if (its.proposePar === actor.personneId)
    throw new Refusal('meme-personne', 'Le visa est donné par une autre personne que celle qui a proposé.')
  if (!canEndorse(actor, its)) throw new Forbidden()
  await move(tx, actor, id, { etat: 'visee', visePar: actor.personneId, viseNom: actor.nom, viseLe: now })
  await say(tx, actor, its, { verb: 'viser', apres: 'Visée' })
}

/** Does what was endorsed, all or nothing, and keeps the certificate. @returns how many were destroyed */
export async function doDestruction(tx: Tx, actor: Actor, id: string, now: Date): Promise<number> {
  const its = await locked(tx, actor, id)
  if (!canDestroy(actor, its)) throw new Forbidden()
  if ((await getRegle(tx, actor, its.sorte)).suspendue) throw suspended()
  const detruits = await destroyListed(tx, its)
  await move(tx, actor, id, { etat: 'faite', faitNom: actor.nom, faitLe: now, detruits })
  await say(tx, actor, its, { verb: 'faire', apres: `${formatCount(detruits, 'élément')} détruits` })
  return detruits
}

/** Gives a list up: nothing is destroyed, its words go. */
export async function giveUpDestruction(tx: Tx, actor: Actor, id: string): Promise<void> {
  const its = await locked(tx, actor, id)
  if (!canGiveUp(actor, its)) throw new Forbidden()
  await tx.updateTable('destructionLigne').set({ libelle: '' }).where('destructionId', '=', id).execute()
  await move(tx, actor, id, { etat: 'abandonnee' })
  await say(tx, actor, its, { verb: 'abandonner', apres: 'Abandonnée' })
}

async function locked(tx: Tx, actor: Actor, id: string) {
  await sql`select pg_advisory_xact_lock(hashtext(${`destruction ${actor.territoireId}`}))`.execute(tx)
  return getDestruction(tx, actor, id)
}

interface Step {
  etat: 'visee' | 'faite' | 'abandonnee'
  visePar?: string
  viseNom?: string
  viseLe?: Date
  faitNom?: string
  faitLe?: Date
  detruits?: number
}

async function move(tx: Tx, { territoireId }: Actor, id: string, step: Step): Promise<void> {
  await tx
    .updateTable('destruction')
    .set((eb) => ({ ...step, version: eb('version', '+', 1), modifieLe: new Date() }))
    .where('territoireId', '=', territoireId)
    .where('id', '=', id)
    .execute()
}

function say(
  tx: Tx,
  actor: Actor,
  { id, numero, sorte }: { id: string; numero: number; sorte: Sorte },
  { verb, apres }: { verb: string; apres: string },
): Promise<void> {
  return writeJournal(tx, actor, {
    operation: `destruction.${verb}`,
    entite: 'destruction',
    entiteId: id,
    titre: `Destruction n° ${numero} : ${conservations[sorte].titre}`,
    changements: { suivi: { avant: null, apres } },
  })
}
