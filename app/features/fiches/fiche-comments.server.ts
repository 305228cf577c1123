import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { canCommentFiche } from './fiche.permissions.ts'
import { ficheSpec } from './fiche.spec.ts'
import type { StoredFiche } from './fiches.commands.server.ts'

const MAX_LENGTH = 5_000

/** The comments of a fiche, oldest first. */
export function listComments(tx: Tx, ficheId: string) {
  return tx
    .selectFrom('commentaire as c')
    .innerJoin('personne as p', (join) =>
      join.onRef('p.territoireId', '=', 'c.territoireId').onRef('p.id', '=', 'c.auteurId'),
    )
    .select(['c.id', 'c.texte', 'c.creeLe', 'c.auteurId', 'p.nom as auteur'])
    .where('c.entite', '=', 'fiche')
    .where('c.entiteId', '=', ficheId)
    .where('c.archiveLe', 'is', null)
    .orderBy('c.id')
    .execute()
}

/** The people one may mention: those of the directory, for who may read it. */
export async function listMentionable(tx: Tx, actor: Actor) {
  if (!can(actor, 'personnes.lire')) return []
  return tx
    .selectFrom('personne')
    .select(['id as value', 'nom as label'])
    .where('archiveLe', 'is', null)
    .where('compteId', 'is not', null)
    .where('id', '!=', actor.personneId)
    .orderBy('nom')
    .execute()
}

/** Adds a comment and tells those it mentions, once each. */
export async function addComment(
  tx: Tx,
  actor: Actor,
  fiche: StoredFiche,
  comment: { texte: string; mentions: ReadonlyArray<string> },
): Promise<void> {
  if (!canCommentFiche(actor, fiche)) throw new Forbidden()
  const texte = comment.texte.trim()
  if (texte === '') throw new Refusal('commentaire-vide', 'Écrivez votre commentaire.', { field: 'texte' })
  if (texte.length > MAX_LENGTH)
    throw new Refusal('commentaire-long', `Raccourcissez : ${MAX_LENGTH} caractères au plus.`, {
      field: 'texte',
    })
  const allowed = new Set((await listMentionable(tx, actor)).map((person) => person.value))
  const mentions = [...new Set(comment.mentions)].filter((id) => allowed.has(id))
  await tx
    .insertInto('commentaire')
    .values({
      territoireId: actor.territoireId,
      id: newId(),
      entite: 'fiche',
      entiteId: fiche.id,
      auteurId: actor.personneId,
      texte,
      mentions: JSON.stringify(mentions),
    })
    .execute()
  await notifyMentioned(tx, actor, fiche, mentions)
}

// The code only: a person mentioned may not be allowed to read the fiche, and a title would tell them.
async function notifyMentioned(tx: Tx, actor: Actor, fiche: StoredFiche, mentions: string[]): Promise<void> {
  if (mentions.length === 0) return
  await tx
    .insertInto('notification')
    .values(
      mentions.map((personneId) => ({
        territoireId: actor.territoireId,
        id: newId(),
        personneId,
        objet: `${actor.nom} vous cite dans un commentaire de la fiche ${fiche.code}`,
        lien: `/t/${actor.territoireSlug}/fiches/${fiche.code}#commentaires`,
      })),
    )
    .execute()
}

/** Puts a comment away: its author, or who may archive the fiche. */
export async function removeComment(tx: Tx, actor: Actor, fiche: StoredFiche, id: string): Promise<void> {
  const comment = isId(id)
    ? await tx
        .selectFrom('commentaire')
        .select(['id', 'auteurId', 'texte'])
        .where('entiteId', '=', fiche.id)
        .where('id', '=', id)
        .where('archiveLe', 'is', null)
        .executeTakeFirst()
    : undefined
  if (!comment) throw new NotFound()
  if (comment.auteurId !== actor.personneId && !can(actor, 'fiches.valider')) throw new Forbidden()
  await tx
    .updateTable('commentaire')
    .set({ archiveLe: new Date() })
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  await writeJournal(tx, actor, {
    operation: 'fiche.commentaire.retirer',
    entite: 'fiche',
    entiteId: fiche.id,
    titre: ficheSpec.titre(fiche),
    changements: { texte: { avant: comment.texte, apres: null } },
  })
}
