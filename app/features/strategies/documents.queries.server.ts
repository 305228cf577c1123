import { type Expression, type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { getEntity } from '#app/platform/entity.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { etatAt, signataireEtatAt } from './document.rules.ts'
import { documentSpec } from './strategies.specs.ts'

/** What this person may read of the documents (alias `e`): a draft is for its authors and its future signatories. */
export function documentsVisibleTo(actor: Actor): Expression<SqlBool> {
  if (!can(actor, 'strategie.lire')) return sql<SqlBool>`false`
  if (can(actor, 'strategie.modifier')) return sql<SqlBool>`true`
  const own = actor.affectations.map((affectation) => affectation.organisationId)
  return sql<SqlBool>`(e.etat <> 'redaction' or exists (select 1 from signataire vs where vs.document_id = e.id and vs.organisation_id = any(${own}::uuid[])))`
}

// A document is known from the first of: its signature, its first day, the day it was written here.
const knownAt = (at: IsoDate) =>
  sql<SqlBool>`least(e.debut, e.date_signature, (e.cree_le at time zone 'Europe/Paris')::date) <= ${at}`

/** The documents known on a day with their state of that day, their perimeter and their signatures, oldest first. */
export async function listDocumentsAt(tx: Tx, actor: Actor, at: IsoDate) {
  const inPerimetre = (table: string) =>
    sql<number>`(select count(*)::int from ${sql.table(table)} p where p.perimetre_id = e.perimetre_id and p.debut <= ${at} and (p.fin is null or p.fin > ${at}))`
  const rows = await tx
    .selectFrom('documentCadre as e')
    .select([
      'e.id',
      'e.code',
      'e.nature',
      'e.titre',
      'e.resume',
      'e.etat',
      'e.debut',
      'e.fin',
      'e.finInitiale',
    ])
    .select(['e.dateSignature', 'e.arbreId', 'e.perimetreId', 'e.exemple'])
    .select([
      inPerimetre('perimetre_commune').as('communes'),
      inPerimetre('perimetre_qpv').as('qpv'),
      sql<number>`(select count(*)::int from signataire s where s.document_id = e.id and (s.fin is null or s.fin > ${at}))`.as(
        'signataires',
      ),
      sql<number>`(select count(*)::int from signataire s where s.document_id = e.id and s.date_signature <= ${at} and (s.fin is null or s.fin > ${at}))`.as(
        'signatures',
      ),
    ])
    .where(documentsVisibleTo(actor))
    .where('e.archiveLe', 'is', null)
    .where(knownAt(at))
    .orderBy('e.debut')
    .orderBy('e.nature', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, etatAt: etatAt(row, at) }))
}

/** The documents as answers of a form. */
export async function listDocumentChoices(tx: Tx, actor: Actor) {
  return tx
    .selectFrom('documentCadre as e')
    .select(['e.id as value', 'e.titre as label'])
    .where(documentsVisibleTo(actor))
    .where('e.archiveLe', 'is', null)
    .orderBy('e.debut', 'desc')
    .orderBy('e.titre')
    .execute()
}

/** A document by its code, or NotFound when it is absent or hidden. */
export async function getDocumentByCode(tx: Tx, actor: Actor, code: string) {
  const found = await tx
    .selectFrom('documentCadre as e')
    .select(['e.id', 'e.etat', 'e.finInitiale', 'e.exemple'])
    .where('e.code', '=', code)
    .where('e.archiveLe', 'is', null)
    .executeTakeFirst()
  if (!found) throw new NotFound()
  return { ...(await getEntity(tx, documentSpec, found.id, documentsVisibleTo(actor))), ...found }
}

export type StoredDocument = Awaited<ReturnType<typeof getDocumentByCode>>

/** The links between the documents this person may read. */
export async function listRelations(tx: Tx, documentIds: ReadonlyArray<string>) {
  if (documentIds.length === 0) return []
  return tx
    .selectFrom('documentRelation')
    .select(['id', 'deId', 'versId', 'nature', 'note'])
    .where('deId', 'in', [...documentIds])
    .where('versId', 'in', [...documentIds])
    .execute()
}

/** The signatories of a document on a day, each with where it stood. */
export async function listSignatairesAt(tx: Tx, documentId: string, at: IsoDate) {
  const rows = await tx
    .selectFrom('signataire as s')
    .innerJoin('organisation as o', 'o.id', 's.organisationId')
    .select([
      's.id',
      's.organisationId',
      'o.nom',
      'o.nature',
      's.fonction',
      's.dateDeliberation',
      's.numeroDeliberation',
    ])
    .select(['s.dateSignature', 's.fin', 's.aConfirmer', 's.exemple', 's.version'])
    .where('s.documentId', '=', documentId)
    .where((eb) => eb.or([eb('s.fin', 'is', null), eb('s.fin', '>', at)]))
    .orderBy('s.exemple')
    .orderBy('o.nom')
    .execute()
  return rows.map((row) => ({ ...row, etat: signataireEtatAt(row, at) }))
}

export interface PerimetreAt {
  communes: Array<{ code: string; nom: string; aConfirmer: boolean }>
  qpv: Array<{ code: string; nom: string; generation: number }>
}

/** What a perimeter holds on a day. */
export async function getPerimetreAt(tx: Tx, perimetreId: string, at: IsoDate): Promise<PerimetreAt> {
  const communes = await tx
    .selectFrom('perimetreCommune as p')
    .innerJoin('commune as c', 'c.code', 'p.communeCode')
    .select(['c.code', 'c.nom', 'p.aConfirmer'])
    .where('p.perimetreId', '=', perimetreId)
    .where('p.debut', '<=', at)
    .where((eb) => eb.or([eb('p.fin', 'is', null), eb('p.fin', '>', at)]))
    .orderBy('c.nom')
    .execute()
  const qpv = await tx
    .selectFrom('perimetreQpv as p')
    .innerJoin('qpv as q', 'q.code', 'p.qpvCode')
    .select(['q.code', 'q.nom', 'q.generation'])
    .where('p.perimetreId', '=', perimetreId)
    .where('p.debut', '<=', at)
    .where((eb) => eb.or([eb('p.fin', 'is', null), eb('p.fin', '>', at)]))
    .orderBy('q.code')
    .execute()
  return { communes, qpv }
}
