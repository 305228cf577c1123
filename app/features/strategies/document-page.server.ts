import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { listOrganisationChoices } from '#app/features/organisations/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { listFiles } from '#app/platform/files.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { listAxesAt } from './axes.queries.server.ts'
import { etatAt, nextEtats } from './document.rules.ts'
import {
  getDocumentByCode,
  getPerimetreAt,
  listDocumentsAt,
  listRelations,
  listSignatairesAt,
  type PerimetreAt,
  type StoredDocument,
} from './documents.queries.server.ts'

/** All that the page of a document shows, as it stood on a day. */
export async function loadDocument(
  tx: Tx,
  actor: Actor,
  code: string,
  { at, today }: { at: IsoDate; today: IsoDate },
) {
  const document = await getDocumentByCode(tx, actor, code)
  const documents = await listDocumentsAt(tx, actor, today)
  const perimetre = document.perimetreId ? await getPerimetreAt(tx, document.perimetreId, at) : null
  const canEdit = can(actor, 'strategie.modifier')
  const others = documents
    .filter((its) => its.id !== document.id)
    .map(({ id, titre, code: its, arbreId, perimetreId }) => ({ id, titre, code: its, arbreId, perimetreId }))
  return {
    at,
    document,
    etat: etatAt(document, at),
    perimetre,
    crossings: perimetre ? await crossingsOf(tx, { perimetre, others, at }) : [],
    signataires: await listSignatairesAt(tx, document.id, at),
    axes: await retainedAxes(tx, actor, document, at),
    allAxes:
      canEdit && document.arbreId
        ? await listAxesAt(tx, actor, { at: today, arbreId: document.arbreId })
        : [],
    relations: await relationsOf(tx, document.id, documents),
    others,
    avenants: await listAvenants(tx, document.id, at),
    twins: document.arbreId ? others.filter((its) => its.arbreId === document.arbreId) : [],
    files: await listFiles(tx, 'document', document.id),
    canEdit,
    next: canEdit ? nextEtats(document.etat) : [],
    organisations: canEdit ? await listOrganisationChoices(tx, actor) : [],
  }
}

async function relationsOf(tx: Tx, id: string, documents: ReadonlyArray<{ id: string }>) {
  const ids = documents.map((its) => its.id)
  return (await listRelations(tx, ids)).filter((link) => link.deId === id || link.versId === id)
}

export type DocumentPage = Awaited<ReturnType<typeof loadDocument>>

/** The axes a document retains, as they were worded on a day, in reading order. */
export async function retainedAxes(
  tx: Tx,
  actor: Actor,
  document: Pick<StoredDocument, 'id' | 'arbreId'>,
  at: IsoDate,
) {
  if (!document.arbreId) return []
  const retained = await tx
    .selectFrom('documentAxe')
    .select('axeId')
    .where('documentId', '=', document.id)
    .execute()
  const ids = new Set(retained.map((its) => its.axeId))
  const nodes = await listAxesAt(tx, actor, { at, arbreId: document.arbreId })
  // What an amendment brought below a retained axis is retained with it.
  const kept = new Set(ids)
  for (const node of nodes) if (node.parentId && kept.has(node.parentId)) kept.add(node.id)
  return nodes.filter((node) => kept.has(node.id))
}

export async function listAvenants(tx: Tx, documentId: string, at: IsoDate) {
  return tx
    .selectFrom('avenant as e')
    .select(['e.id', 'e.numero', 'e.objet', 'e.etat', 'e.dateAdoption', 'e.decisionSource'])
    .select(sql<number>`(select count(*)::int from avenant_axe p where p.avenant_id = e.id)`.as('axes'))
    .where('e.documentId', '=', documentId)
    .where((eb) => eb.or([eb('e.dateAdoption', 'is', null), eb('e.dateAdoption', '<=', at)]))
    .orderBy('e.numero')
    .execute()
}

interface Crossing {
  code: string
  titre: string
  communes: number
  qpv: number
  onlyHere: number
}

/** What the perimeter shares with those of the other documents the same day. */
async function crossingsOf(
  tx: Tx,
  given: {
    perimetre: PerimetreAt
    others: ReadonlyArray<{ code: string; titre: string; perimetreId: string | null }>
    at: IsoDate
  },
): Promise<Crossing[]> {
  const mine = new Set(given.perimetre.communes.map((its) => its.code))
  const myQpv = new Set(given.perimetre.qpv.map((its) => its.code))
  const crossings: Crossing[] = []
  const known = new Map<string, PerimetreAt>()
  for (const { code, titre, perimetreId } of given.others) {
    if (!perimetreId) continue
    const theirs = known.get(perimetreId) ?? (await getPerimetreAt(tx, perimetreId, given.at))
    known.set(perimetreId, theirs)
    const shared = theirs.communes.filter((its) => mine.has(its.code)).length
    const qpv = theirs.qpv.filter((its) => myQpv.has(its.code)).length
    crossings.push({ code, titre, communes: shared, qpv, onlyHere: mine.size - shared })
  }
  return crossings
}
