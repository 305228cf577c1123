import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import { writeJournal } from './journal.server.ts'
import { notify } from './notifications.server.ts'
import type { Actor } from './permissions.ts'

const MAX_LENGTH = 5_000

/** What is commented. The page that shows it has checked that this person may read it. */
export interface Commented {
  entite: string
  id: string
  titre: string
}

/** The comments of a thing, oldest first. */
export function listComments(tx: Tx, on: { entite: string; id: string }) {
  return tx
    .selectFrom('commentaire as c')
    .innerJoin('personne as p', (join) =>
      join.onRef('p.territoireId', '=', 'c.territoireId').onRef('p.id', '=', 'c.auteurId'),
    )
    .select(['c.id', 'c.texte', 'c.creeLe', 'c.auteurId', 'c.partie', 'c.traiteLe', 'p.nom as auteur'])
    .where('c.entite', '=', on.entite)
    .where('c.entiteId', '=', on.id)
    .where('c.archiveLe', 'is', null)
    .orderBy('c.id')
    .execute()
}

export interface NewComment {
  texte: string
  /** The part of the thing it is about, when it has parts. */
  partie?: string | null
  /** Who is told; those the page does not offer are left out. */
  mentions: ReadonlyArray<string>
  offered: ReadonlyArray<{ value: string }>
  /** What those people are told, and the page inside the territory it leads to. */
  news: { objet: string; lien: string }
}

/** Adds a comment and tells those it mentions, once each. */
export async function addComment(tx: Tx, actor: Actor, on: Commented, given: NewComment): Promise<void> {
  const texte = given.texte.trim()
  if (texte === '') throw new Refusal('commentaire-vide', 'Écrivez votre commentaire.', { field: 'texte' })
  if (texte.length > MAX_LENGTH)
    throw new Refusal('commentaire-long', `Raccourcissez : ${MAX_LENGTH} caractères au plus.`, {
      field: 'texte',
    })
  const allowed = new Set(given.offered.map(({ value }) => value))
  const mentions = [...new Set(given.mentions)].filter((id) => allowed.has(id))
  await tx
    .insertInto('commentaire')
    .values({
      territoireId: actor.territoireId,
      id: newId(),
      entite: on.entite,
      entiteId: on.id,
      auteurId: actor.personneId,
      partie: given.partie ?? null,
      texte,
      mentions: JSON.stringify(mentions),
    })
    .execute()
  await notify(tx, actor, { personneIds: mentions, ...given.news })
}

/** Puts a comment away: its author, or who may moderate. */
export async function removeComment(
  tx: Tx,
  actor: Actor,
  on: Commented,
  { id, canModerate }: { id: string; canModerate: boolean },
): Promise<void> {
  const comment = await getComment(tx, on, id)
  if (comment.auteurId !== actor.personneId && !canModerate) throw new Forbidden()
  await tx
    .updateTable('commentaire')
    .set({ archiveLe: new Date() })
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  await writeJournal(tx, actor, {
    operation: `${on.entite}.commentaire.retirer`,
    entite: on.entite,
    entiteId: on.id,
    titre: on.titre,
    changements: { texte: { avant: comment.texte, apres: null } },
  })
}

/** Says that what a comment asked is done, or that it is not after all. */
export async function settleComment(tx: Tx, actor: Actor, on: Commented, id: string): Promise<void> {
  const { traiteLe } = await getComment(tx, on, id)
  await tx
    .updateTable('commentaire')
    .set({ traiteLe: traiteLe ? null : sql<Date>`now()`, traitePar: traiteLe ? null : actor.personneId })
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
}

async function getComment(tx: Tx, on: Commented, id: string) {
  const comment = isId(id)
    ? await tx
        .selectFrom('commentaire')
        .select(['id', 'auteurId', 'texte', 'traiteLe'])
        .where('entite', '=', on.entite)
        .where('entiteId', '=', on.id)
        .where('id', '=', id)
        .where('archiveLe', 'is', null)
        .executeTakeFirst()
    : undefined
  if (!comment) throw new NotFound()
  return comment
}
