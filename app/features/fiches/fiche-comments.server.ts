import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { addComment, type Commented, removeComment } from '#app/platform/comments.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { canCommentFiche } from './fiche.permissions.ts'
import { ficheSpec } from './fiche.spec.ts'
import type { StoredFiche } from './fiches.commands.server.ts'

const commented = (fiche: StoredFiche): Commented => ({
  entite: 'fiche',
  id: fiche.id,
  titre: ficheSpec.titre(fiche),
})

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

/** Adds a comment on a fiche. Those it mentions are told the code only: a title would tell who may not read it. */
export async function commentFiche(
  tx: Tx,
  actor: Actor,
  fiche: StoredFiche,
  { texte, mentions }: { texte: string; mentions: ReadonlyArray<string> },
): Promise<void> {
  if (!canCommentFiche(actor, fiche)) throw new Forbidden()
  const objet = `${actor.nom} vous cite dans un commentaire de la fiche ${fiche.code}`
  await addComment(tx, actor, commented(fiche), {
    texte,
    mentions,
    offered: await listMentionable(tx, actor),
    news: { objet, lien: `/fiches/${fiche.code}` },
  })
}

/** Puts a comment away: its author, or who validates fiches. */
export function removeFicheComment(tx: Tx, actor: Actor, fiche: StoredFiche, id: string): Promise<void> {
  return removeComment(tx, actor, commented(fiche), { id, canModerate: can(actor, 'fiches.valider') })
}
