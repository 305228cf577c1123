import { type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { formatCount } from '#app/lib/text.ts'
import { getEntity } from '#app/platform/entity.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { PAGE_SIZE } from '#app/platform/search-params.ts'
import { strategieVisibleTo } from './axes.queries.server.ts'
import { etatLuAt } from './engagement.rules.ts'
import type { EngagementLu, EngagementNature } from './engagement.schema.ts'
import { engagementSpec } from './engagements.commands.server.ts'

export interface EngagementsFilter {
  etat?: EngagementLu | undefined
  nature?: EngagementNature | undefined
  organisationId?: string | undefined
  document?: string | undefined
  axeIds?: ReadonlyArray<string> | undefined
  at: IsoDate
  page: number
}

/** One page of the commitments of the documents begun by a day, late ones first, with the count of all that match. */
export async function listEngagements(tx: Tx, actor: Actor, filter: EngagementsFilter) {
  const rows = await tx
    .selectFrom('engagement as e')
    .innerJoin('organisation as o', 'o.id', 'e.organisationId')
    .innerJoin('documentCadre as d', 'd.id', 'e.documentId')
    .select(['e.id', 'e.texte', 'e.nature', 'e.etat', 'e.echeance', 'e.responsable', 'e.motif', 'e.preuve'])
    .select(['e.exemple', 'e.version', 'e.axeId', 'e.organisationId'])
    .select(['o.nom as organisation', 'd.titre as document', 'd.code as documentCode'])
    .select([latestNumero.as('axeNumero'), sql<number>`count(*) over ()`.as('total')])
    .where(strategieVisibleTo(actor))
    .where('e.archiveLe', 'is', null)
    .where('d.debut', '<=', filter.at)
    .where(conditionsOf(filter))
    .orderBy(sql`coalesce(${lateAt(filter.at)}, false)`, 'desc')
    .orderBy('e.echeance')
    .orderBy('e.id')
    .limit(PAGE_SIZE)
    .offset((filter.page - 1) * PAGE_SIZE)
    .execute()
  return { rows: rows.map((row) => ({ ...row, lu: etatLuAt(row, filter.at) })), total: rows[0]?.total ?? 0 }
}

const latestNumero = sql<
  string | null
>`(select v.numero from axe_version v where v.axe_id = e.axe_id order by v.debut desc limit 1)`

function lateAt(at: IsoDate) {
  return sql<boolean>`(e.etat = 'en_cours' and e.echeance < ${at})`
}

/** What narrows the list, over « engagement e » and « document_cadre d ». */
function conditionsOf({ etat, nature, organisationId, document, axeIds, at }: EngagementsFilter) {
  const late = lateAt(at)
  const all = [sql`true`]
  if (etat === 'en_retard') all.push(late)
  else if (etat) all.push(sql`e.etat = ${etat} and not coalesce(${late}, false)`)
  if (nature) all.push(sql`e.nature = ${nature}`)
  if (organisationId) all.push(sql`e.organisation_id = ${organisationId}`)
  if (document) all.push(sql`d.code = ${document}`)
  if (axeIds) all.push(sql`e.axe_id = any(${[...axeIds]}::uuid[])`)
  return sql<SqlBool>`${sql.join(all, sql` and `)}`
}

export type EngagementRow = Awaited<ReturnType<typeof listEngagements>>['rows'][number]

export function getEngagement(tx: Tx, actor: Actor, id: string) {
  return getEntity(tx, engagementSpec, id, strategieVisibleTo(actor))
}

/** « 12 engagements, dont 3 en retard » of a document. */
export async function countEngagements(
  tx: Tx,
  { documentId, at }: { documentId: string; at: IsoDate },
): Promise<string> {
  const { total, late } = await tx
    .selectFrom('engagement as e')
    .select([
      sql<number>`count(*)::int`.as('total'),
      sql<number>`(count(*) filter (where e.etat = 'en_cours' and e.echeance < ${at}))::int`.as('late'),
    ])
    .where('e.documentId', '=', documentId)
    .where('e.archiveLe', 'is', null)
    .executeTakeFirstOrThrow()
  return `${formatCount(total, 'engagement')}${late > 0 ? `, dont ${late} en retard` : ''}`
}

/** The signatories with how their commitments stand on a day. */
export async function listSignatairesSummary(tx: Tx, actor: Actor, at: IsoDate) {
  const count = (condition: string) => sql<number>`(count(*) filter (where ${sql.raw(condition)}))::int`
  return tx
    .selectFrom('engagement as e')
    .innerJoin('organisation as o', 'o.id', 'e.organisationId')
    .innerJoin('documentCadre as d', 'd.id', 'e.documentId')
    .select(['o.id', 'o.nom', 'o.exemple'])
    .select([
      count("e.etat = 'tenu'").as('tenu'),
      count("e.etat in ('rompu', 'abandonne')").as('perdu'),
      sql<number>`(count(*) filter (where e.etat = 'en_cours' and e.echeance < ${at}))::int`.as('enRetard'),
      sql<number>`count(*)::int`.as('total'),
    ])
    .where(strategieVisibleTo(actor))
    .where('e.archiveLe', 'is', null)
    .where('d.debut', '<=', at)
    .groupBy(['o.id', 'o.nom', 'o.exemple'])
    .orderBy('o.nom')
    .execute()
}

/** An organisation as a signatory: what it signed. */
export async function getSignatairePage(tx: Tx, actor: Actor, organisationId: string, at: IsoDate) {
  const signed = await tx
    .selectFrom('signataire as s')
    .innerJoin('documentCadre as e', 'e.id', 's.documentId')
    .innerJoin('organisation as o', 'o.id', 's.organisationId')
    .select([
      'o.nom',
      'o.exemple as organisationExemple',
      'e.code',
      'e.titre',
      'e.debut',
      'e.fin',
      's.dateDeliberation',
    ])
    .select(['s.dateSignature', 's.fonction', 's.aConfirmer', 's.exemple'])
    .where(strategieVisibleTo(actor))
    .where('s.organisationId', '=', organisationId)
    .where('e.debut', '<=', at)
    .orderBy('e.debut', 'desc')
    .execute()
  return signed
}
