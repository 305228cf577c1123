import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { listComments } from '#app/platform/comments.server.ts'
import type { LabelKind } from '#app/platform/fields.ts'
import { listFiles } from '#app/platform/files.server.ts'
import { labelsFor } from '#app/platform/labels.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { canCommentFiche, canEditFiche, canMoveFiche } from './fiche.permissions.ts'
import { needsOfferCheck } from './fiche.rules.ts'
import { listMentionable } from './fiche-comments.server.ts'
import { movesOf } from './fiche-moves.ts'
import { listParts } from './fiche-parts.queries.server.ts'
import { porteurNature, type StoredFiche } from './fiches.commands.server.ts'
import { getFiche } from './fiches.queries.server.ts'

/** All that the page of a fiche shows: a fixed number of statements, whatever hangs on it. */
export async function loadFichePage(tx: Tx, actor: Actor, code: string, today: IsoDate) {
  const fiche = await getFiche(tx, actor, code)
  const porteur = await porteurNature(tx, fiche.porteurId)
  const canEdit = canEditFiche(actor, fiche)
  return {
    fiche,
    names: await namesOf(tx, fiche),
    parent: await parentOf(tx, fiche.parentId),
    parts: await listParts(tx, actor, fiche.id),
    files: await listFiles(tx, 'fiche', fiche.id),
    comments: await listComments(tx, { entite: 'fiche', id: fiche.id }),
    mentionable: canCommentFiche(actor, fiche) ? await listMentionable(tx, actor) : [],
    moves: movesOf(actor, fiche, { porteur, today }),
    offerChecked: needsOfferCheck(fiche, porteur),
    canEdit,
    canComment: canCommentFiche(actor, fiche),
    canArchive: canMoveFiche(actor, fiche, 'abandonnee'),
    canModerate: can(actor, 'fiches.valider'),
    personneId: actor.personneId,
    today,
  }
}

export type FichePage = Awaited<ReturnType<typeof loadFichePage>>

/** The names of everything a fiche refers to, ready to show. */
async function namesOf(tx: Tx, fiche: StoredFiche) {
  const labels = await labelsFor(tx, {
    axe: [fiche.axeId, ...fiche.autresAxeIds],
    theme: fiche.themeIds,
    document: fiche.documentIds,
    commune: fiche.communeCodes,
    qpv: fiche.qpvCodes,
    organisation: [fiche.porteurId, ...fiche.operateurIds, ...fiche.partenaireIds, ...fiche.financeurIds],
  })
  const named = (kind: LabelKind, ids: string[]) => ids.map((id) => ({ id, nom: labels(kind, id) }))
  return {
    axe: named('axe', fiche.axeId ? [fiche.axeId] : []),
    autresAxes: named('axe', fiche.autresAxeIds),
    themes: named('theme', fiche.themeIds),
    documents: named('document', fiche.documentIds),
    communes: named('commune', fiche.communeCodes),
    qpv: named('qpv', fiche.qpvCodes),
    porteur: named('organisation', fiche.porteurId ? [fiche.porteurId] : []),
    operateurs: named('organisation', fiche.operateurIds),
    partenaires: named('organisation', fiche.partenaireIds),
    financeurs: named('organisation', fiche.financeurIds),
  }
}

export type Named = { id: string; nom: string }

function parentOf(tx: Tx, parentId: string | null) {
  return parentId
    ? tx.selectFrom('fiche').select(['code', 'titre']).where('id', '=', parentId).executeTakeFirst()
    : Promise.resolve(undefined)
}
