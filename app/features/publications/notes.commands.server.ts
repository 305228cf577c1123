import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import { keepVersion } from '#app/platform/ecrits/versions.server.ts'
import { type EntitySpec, insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { mustWrite } from './experience-draft.server.ts'
import { noteEcrit } from './note.ecrit.server.ts'
import {
  type BlocSorte,
  blocSortes,
  type NoteEtat,
  noteEtats,
  noteInput,
  type PartieInput,
} from './note.schema.ts'
import { type Reading, readBloc } from './note-blocs.server.ts'
import { getNote, listBlocs, listParties, type NoteBloc, type StoredNote } from './notes.queries.server.ts'

const noteSpec = {
  entite: 'note',
  table: 'note',
  schema: noteInput,
  titre: ({ titre }) => titre,
} satisfies EntitySpec<typeof noteInput>

export interface NewNote {
  titre: string
  /** The model whose parts and blocks it begins from; null for a blank one. */
  modele: string | null
  /** Makes a model of it: the next notes can begin from it. */
  estModele?: boolean
  exemple?: boolean
}

/** Begins a note. @returns its id */
export async function createNote(tx: Tx, actor: Actor, given: NewNote): Promise<string> {
  mustWrite(actor)
  const model = given.modele === null ? null : await getNote(tx, actor, given.modele)
  const id = await insertEntity(tx, actor, noteSpec, {
    values: { titre: given.titre },
    extra: { modele: given.estModele ?? false, exemple: given.exemple ?? false },
  })
  if (model) await copyPlan(tx, actor, { from: model.id, to: id })
  return id
}

/** The same parts, texts and blocks, all alive again. */
async function copyPlan(tx: Tx, actor: Actor, { from, to }: { from: string; to: string }): Promise<void> {
  const blocs = await listBlocs(tx, from)
  for (const { id, titre, aide, texte, rang } of await listParties(tx, from)) {
    const partieId = newId()
    await tx
      .insertInto('notePartie')
      .values({ territoireId: actor.territoireId, id: partieId, noteId: to, rang, titre, aide, texte })
      .execute()
    const own = blocs.filter((bloc) => bloc.partieId === id)
    for (const [at, { sorte, sujet }] of own.entries())
      await insertBloc(tx, actor, { partieId, rang: at + 1, sorte, sujet })
  }
}

/** Another title. */
export async function renameNote(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { version: number; titre: string },
): Promise<void> {
  await openNote(tx, actor, id)
  await updateEntity(tx, actor, noteSpec, { id, version: change.version, changes: { titre: change.titre } })
}

/** Adds a part at the end. @returns its id */
export async function addPartie(tx: Tx, actor: Actor, noteId: string, input: PartieInput): Promise<string> {
  const note = await openNote(tx, actor, noteId)
  const parties = await listParties(tx, noteId)
  const id = newId()
  await tx
    .insertInto('notePartie')
    .values({
      territoireId: actor.territoireId,
      id,
      noteId,
      rang: (parties.at(-1)?.rang ?? 0) + 1,
      ...input,
    })
    .execute()
  await say(tx, actor, note, { verb: 'ajouter_partie', apres: input.titre })
  return id
}

/** Another heading or instruction for a part. */
export async function updatePartie(
  tx: Tx,
  actor: Actor,
  noteId: string,
  { id, input }: { id: string; input: PartieInput },
): Promise<void> {
  const note = await openNote(tx, actor, noteId)
  const partie = await getPartie(tx, noteId, id)
  await tx
    .updateTable('notePartie')
    .set({ ...input, modifieLe: sql<Date>`now()` })
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  await say(tx, actor, note, { verb: 'modifier_partie', avant: partie.titre, apres: input.titre })
}

/** Moves a part one rank up or down. */
export async function movePartie(
  tx: Tx,
  actor: Actor,
  noteId: string,
  { id, direction }: { id: string; direction: 'haut' | 'bas' },
): Promise<void> {
  const note = await openNote(tx, actor, noteId)
  const ids = (await listParties(tx, noteId)).map((partie) => partie.id)
  const from = ids.indexOf(id)
  if (from === -1) throw new NotFound()
  const other = ids[from + (direction === 'haut' ? -1 : 1)]
  if (!other) return
  ids[ids.indexOf(other)] = id
  ids[from] = other
  await sql`update note_partie p set rang = o.rang from unnest(${ids}::uuid[]) with ordinality as o (id, rang)
    where p.id = o.id and p.territoire_id = ${actor.territoireId}`.execute(tx)
  await say(tx, actor, note, { verb: 'deplacer_partie', apres: direction })
}

/** Takes a part away with its blocks; its text stays in a version. */
export async function removePartie(tx: Tx, actor: Actor, noteId: string, id: string): Promise<void> {
  const note = await openNote(tx, actor, noteId)
  const partie = await getPartie(tx, noteId, id)
  await keepVersion(
    tx,
    actor,
    await noteEcrit.open(tx, actor, noteId),
    `Avant le retrait de « ${partie.titre} »`,
  )
  await tx
    .deleteFrom('notePartie')
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  await say(tx, actor, note, { verb: 'retirer_partie', avant: partie.titre, apres: null })
}

/** Adds a block, alive, at the end of a part. What it reads must be there and visible. */
export async function addBloc(
  reading: Reading,
  noteId: string,
  { partieId, bloc }: { partieId: string; bloc: string },
): Promise<void> {
  const { tx, actor } = reading
  const note = await openNote(tx, actor, noteId)
  await getPartie(tx, noteId, partieId)
  const { sorte, sujet } = parseBloc(bloc)
  const { titre } = await readBloc(reading, sorte, sujet)
  const own = (await listBlocs(tx, noteId)).filter((its) => its.partieId === partieId)
  await insertBloc(tx, actor, { partieId, rang: own.length + 1, sorte, sujet })
  await say(tx, actor, note, { verb: 'ajouter_bloc', apres: titre })
}

function insertBloc(
  tx: Tx,
  actor: Actor,
  row: { partieId: string; rang: number; sorte: BlocSorte; sujet: string },
): Promise<unknown> {
  return tx
    .insertInto('noteBloc')
    .values({ territoireId: actor.territoireId, id: newId(), ...row })
    .execute()
}

function parseBloc(value: string): { sorte: BlocSorte; sujet: string } {
  const [sorte = '', sujet = ''] = value.split(/\|(.*)/s)
  if (!Object.hasOwn(blocSortes, sorte) || sujet === '')
    throw new Refusal('bloc-inconnu', 'Choisissez un bloc de la liste.', { field: 'bloc' })
  return { sorte: sorte as BlocSorte, sujet } // a key of the record
}

/** Takes a block out of a note. */
export async function removeBloc(tx: Tx, actor: Actor, noteId: string, id: string): Promise<void> {
  const note = await openNote(tx, actor, noteId)
  const bloc = await getBloc(tx, noteId, id)
  await tx
    .deleteFrom('noteBloc')
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  await say(tx, actor, note, {
    verb: 'retirer_bloc',
    avant: bloc.fige?.titre ?? blocSortes[bloc.sorte],
    apres: null,
  })
}

/** Freezes a block as the project says it today, again if it was frozen already. */
export async function freezeBloc(reading: Reading, noteId: string, id: string): Promise<void> {
  const { tx, actor } = reading
  const note = await openNote(tx, actor, noteId)
  const bloc = await getBloc(tx, noteId, id)
  const titre = await keepSaid(reading, bloc)
  await say(tx, actor, note, { verb: 'figer', apres: titre })
}

async function keepSaid(reading: Reading, { id, sorte, sujet }: NoteBloc): Promise<string> {
  const said = await readBloc(reading, sorte, sujet)
  await reading.tx
    .updateTable('noteBloc')
    .set({ contenu: JSON.stringify(said), figeLe: reading.at })
    .where('territoireId', '=', reading.actor.territoireId)
    .where('id', '=', id)
    .execute()
  return said.titre
}

/** Lets a frozen block follow the project again. */
export async function thawBloc(tx: Tx, actor: Actor, noteId: string, id: string): Promise<void> {
  const note = await openNote(tx, actor, noteId)
  const bloc = await getBloc(tx, noteId, id)
  await tx
    .updateTable('noteBloc')
    .set({ contenu: null, figeLe: null })
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  await say(tx, actor, note, { verb: 'degeler', apres: bloc.fige?.titre ?? blocSortes[bloc.sorte] })
}

/** Makes a note final (its blocks are frozen that day, its text kept as a version), or takes it back. */
export async function moveNote(reading: Reading, id: string, to: NoteEtat): Promise<void> {
  const { tx, actor } = reading
  mustWrite(actor)
  const note = await getNote(tx, actor, id)
  if (note.etat === to)
    throw new Refusal('etat-impossible', `Cette note est déjà : ${noteEtats[to].toLowerCase()}.`)
  if (to === 'finale') {
    for (const bloc of await listBlocs(tx, id)) if (bloc.fige === null) await keepSaid(reading, bloc)
    await keepVersion(tx, actor, await noteEcrit.open(tx, actor, id), noteEtats.finale)
  }
  await tx
    .updateTable('note')
    .set((eb) => ({ etat: to, version: eb('version', '+', 1), modifieLe: sql<Date>`now()` }))
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  await say(tx, actor, note, { verb: 'deplacer', avant: note.etat, apres: to })
}

/** Puts a note or a model away. */
export async function archiveNote(tx: Tx, actor: Actor, id: string): Promise<void> {
  mustWrite(actor)
  const note = await getNote(tx, actor, id)
  await tx
    .updateTable('note')
    .set({ archiveLe: sql<Date>`now()` })
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  await say(tx, actor, note, { verb: 'archiver', apres: null })
}

/** A note that can still change. @throws Forbidden, NotFound, Refusal when it is final */
async function openNote(tx: Tx, actor: Actor, id: string): Promise<StoredNote> {
  mustWrite(actor)
  const note = await getNote(tx, actor, id)
  if (note.etat === 'finale')
    throw new Refusal('note-finale', 'Cette note est finale : reprenez-la en rédaction pour la changer.')
  return note
}

async function getPartie(tx: Tx, noteId: string, id: string) {
  const partie = (await listParties(tx, noteId)).find((its) => its.id === id)
  if (!isId(id) || !partie) throw new NotFound()
  return partie
}

async function getBloc(tx: Tx, noteId: string, id: string): Promise<NoteBloc> {
  const bloc = (await listBlocs(tx, noteId)).find((its) => its.id === id)
  if (!bloc) throw new NotFound()
  return bloc
}

function say(
  tx: Tx,
  actor: Actor,
  note: StoredNote,
  { verb, avant = null, apres }: { verb: string; avant?: string | null; apres: string | null },
): Promise<void> {
  return writeJournal(tx, actor, {
    operation: `note.${verb}`,
    entite: 'note',
    entiteId: note.id,
    titre: note.titre,
    changements: { plan: { avant, apres } },
  })
}
