import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { isoDay } from '#app/lib/form-values.ts'
import { isId } from '#app/lib/ids.ts'
import { blockSchema } from '#app/platform/documents/document.schema.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import type { BlocSorte } from './note.schema.ts'
import { type BlocSaid, type Reading, readBloc } from './note-blocs.server.ts'

const saidSchema = z.object({ titre: z.string(), source: z.string(), blocs: z.array(blockSchema) })

/** The notes, or the models, for who writes them; latest first. */
export async function listNotes(tx: Tx, actor: Actor, { modeles }: { modeles: boolean }) {
  if (!can(actor, 'publications.rediger')) return []
  return tx
    .selectFrom('note')
    .select(['id', 'titre', 'etat', 'exemple', 'modifieLe'])
    .where('modele', '=', modeles)
    .where('archiveLe', 'is', null)
    .orderBy('modifieLe', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
}

/** One note, for who writes them. @throws NotFound */
export async function getNote(tx: Tx, actor: Actor, id: string) {
  if (!can(actor, 'publications.rediger') || !isId(id)) throw new NotFound()
  const note = await tx
    .selectFrom('note')
    .selectAll()
    .where('id', '=', id)
    .where('archiveLe', 'is', null)
    .executeTakeFirst()
  if (!note) throw new NotFound()
  return note
}

export type StoredNote = Awaited<ReturnType<typeof getNote>>

/** The parts of a note, in their order. */
export function listParties(tx: Tx, noteId: string) {
  return tx
    .selectFrom('notePartie')
    .select(['id', 'rang', 'titre', 'aide', 'texte', 'version'])
    .where('noteId', '=', noteId)
    .orderBy('rang')
    .orderBy('id')
    .execute()
}

export interface NoteBloc {
  id: string
  partieId: string
  sorte: BlocSorte
  sujet: string
  /** Null while it is alive. */
  figeLe: IsoDate | null
  fige: BlocSaid | null
}

/** The blocks of a note, in the order of their parts. */
export async function listBlocs(tx: Tx, noteId: string): Promise<NoteBloc[]> {
  const rows = await tx
    .selectFrom('noteBloc as b')
    .innerJoin('notePartie as p', (join) =>
      join.onRef('p.territoireId', '=', 'b.territoireId').onRef('p.id', '=', 'b.partieId'),
    )
    .select(['b.id', 'b.partieId', 'b.sorte', 'b.sujet', 'b.figeLe', 'b.contenu'])
    .where('p.noteId', '=', noteId)
    .orderBy('p.rang')
    .orderBy('b.rang')
    .orderBy('b.id')
    .execute()
  return rows.map(({ contenu, figeLe, ...row }) => ({
    ...row,
    figeLe: figeLe === null ? null : isoDay.parse(figeLe),
    fige: contenu === null ? null : saidSchema.parse(contenu),
  }))
}

/** A block as the note shows it: what it said when frozen, else what the project says; whether the two differ. */
export interface ShownBloc extends NoteBloc {
  shown: BlocSaid
  /** The project says something else since it was frozen. */
  aChange: boolean
}

/** The whole note: its parts with their text and blocks. */
export async function loadNote(reading: Reading, id: string) {
  const note = await getNote(reading.tx, reading.actor, id)
  const blocs: ShownBloc[] = []
  for (const bloc of await listBlocs(reading.tx, id)) blocs.push(await show(reading, bloc))
  const parties = (await listParties(reading.tx, id)).map((partie) => ({
    ...partie,
    blocs: blocs.filter(({ partieId }) => partieId === partie.id),
  }))
  return { note, parties }
}

export type NoteMatter = Awaited<ReturnType<typeof loadNote>>

async function show(reading: Reading, bloc: NoteBloc): Promise<ShownBloc> {
  const live = await readOrSay(reading, bloc)
  const isFrozen = bloc.fige !== null
  const aChange = isFrozen && !isDeepStrictEqual(asKept(live).blocs, bloc.fige?.blocs)
  return { ...bloc, shown: bloc.fige ?? live, aChange }
}

/** As it would be read back had it been kept: two of them can be compared. */
export function asKept(said: BlocSaid): BlocSaid {
  return saidSchema.parse(JSON.parse(JSON.stringify(said)))
}

/** What a block read is gone, or hidden from this person: the note says it instead of failing. */
async function readOrSay(reading: Reading, { sorte, sujet }: NoteBloc): Promise<BlocSaid> {
  try {
    return await readBloc(reading, sorte, sujet)
  } catch (error) {
    if (!(error instanceof NotFound)) throw error
    const text = 'Ce que ce bloc montrait n’existe plus dans le projet.'
    return { titre: 'Bloc sans objet', source: '', blocs: [{ type: 'paragraph', look: 'small', text }] }
  }
}
