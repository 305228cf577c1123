import { type Expression, type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import { normaliseForSearch } from '#app/lib/text.ts'
import { getEntity, listOf, type Visibility } from '#app/platform/entity.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { PAGE_SIZE } from '#app/platform/search-params.ts'
import { observationSpec } from './diagnostics.specs.ts'

/** What a person may read of the field: all of it or nothing; what was merged or withdrawn is no longer there. */
function observationsVisibleTo(actor: Actor): Expression<SqlBool> {
  return can(actor, 'observations.lire') ? sql<SqlBool>`e.archive_le is null` : sql<SqlBool>`false`
}

export interface ObservationsFilter {
  q?: string | undefined
  axeId?: string | undefined
  /** « commune:59606 » or « qpv:QN05921M ». */
  lieu?: string | undefined
  etiquette?: string | undefined
  page: number
}

const { communes, qpvs } = observationSpec.links

/** One row of a list, with the words a reader needs. */
function selectRows(tx: Tx, actor: Actor) {
  return tx
    .selectFrom('observation as e')
    .leftJoin('organisation as o', 'o.id', 'e.organisationId')
    .select(['e.id', 'e.texte', 'e.auteurQualite', 'e.observeeLe', 'e.depuis', 'e.certitude', 'e.sources'])
    .select(['e.etiquettes', 'e.contributeur', 'e.exemple', 'e.axeId', 'e.version', 'e.organisationId'])
    .select('o.nom as organisation')
    .select([
      latestNumero.as('axeNumero'),
      namesOf('commune', listOf(communes, sql`e.id`)).as('communeNoms'),
      namesOf('qpv', listOf(qpvs, sql`e.id`)).as('qpvNoms'),
      sql<number>`(select count(*)::int from observation r where r.territoire_id = e.territoire_id and r.reponse_de_id = e.id and r.archive_le is null)`.as(
        'reponses',
      ),
      sql<number>`(select count(*)::int from constat_observation co where co.territoire_id = e.territoire_id and co.observation_id = e.id)`.as(
        'constats',
      ),
    ])
    .where(observationsVisibleTo(actor))
}

const latestNumero = sql<
  string | null
>`(select v.numero from axe_version v where v.axe_id = e.axe_id order by v.debut desc limit 1)`

function namesOf(table: 'commune' | 'qpv', codes: Expression<string[]>) {
  return sql<string[]>`array(select p.nom from ${sql.table(table)} p where p.code = any(${codes}) order by 1)`
}

export type ObservationRow = Awaited<ReturnType<typeof listReponses>>[number]

/** One page of the observations that open a thread, the latest first, with the count of all that match. */
export async function listObservations(tx: Tx, actor: Actor, filter: ObservationsFilter) {
  const rows = await selectRows(tx, actor)
    .select(sql<number>`count(*) over ()::int`.as('total'))
    .where('e.reponseDeId', 'is', null)
    .where(conditionsOf(filter))
    .orderBy('e.observeeLe', 'desc')
    .orderBy('e.id', 'desc')
    .limit(PAGE_SIZE)
    .offset((filter.page - 1) * PAGE_SIZE)
    .execute()
  return { rows, total: rows[0]?.total ?? 0 }
}

function conditionsOf({ q, axeId, lieu, etiquette }: ObservationsFilter): Expression<SqlBool> {
  const all = [sql`true`]
  if (q) all.push(sql`e.texte ilike ${like(q)}`)
  if (axeId) all.push(sql`e.axe_id = ${axeId}`)
  if (etiquette) all.push(sql`e.etiquettes ilike ${like(etiquette)}`)
  const [niveau, code] = lieu?.split(':') ?? []
  if (code && niveau === 'qpv') all.push(sql`${code} = any(${listOf(qpvs, sql`e.id`)})`)
  if (code && niveau === 'commune') all.push(sql`${code} = any(${listOf(communes, sql`e.id`)})`)
  return sql<SqlBool>`(${sql.join(all, sql` and `)})`
}

const like = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`

/** The answers to an observation, the oldest first. */
export function listReponses(tx: Tx, actor: Actor, id: string) {
  return selectRows(tx, actor).where('e.reponseDeId', '=', id).orderBy('e.id').execute()
}

/** One observation as it is read on its page. @throws NotFound */
export async function getObservationRow(tx: Tx, actor: Actor, id: string) {
  const row = await selectRows(tx, actor).where('e.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}

/** The observation with its fields, for its form and its commands; who wrote it included. @throws NotFound */
export async function getObservation(tx: Tx, actor: Actor, id: string) {
  const visible: Visibility = observationsVisibleTo(actor)
  const stored = await getEntity(tx, observationSpec, id, visible)
  const { organisationId } = await tx
    .selectFrom('observation')
    .select('organisationId')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { ...stored, organisationId }
}

/** The observations themselves, by their ids. */
export function listObservationsById(tx: Tx, actor: Actor, ids: readonly string[]) {
  if (ids.length === 0) return Promise.resolve([])
  return selectRows(tx, actor)
    .where('e.id', 'in', [...ids])
    .orderBy('e.observeeLe', 'desc')
    .execute()
}

interface Subject {
  axeId: string | null
  communes: readonly string[]
  qpvs: readonly string[]
}

/** The observations about the axis or the places of a diagnosis, as answers of a form. */
export async function listObservationChoices(tx: Tx, actor: Actor, subject: Subject) {
  const about = [
    sql`e.axe_id = ${subject.axeId}`,
    sql`${listOf(communes, sql`e.id`)} && ${[...subject.communes]}::text[]`,
    sql`${listOf(qpvs, sql`e.id`)} && ${[...subject.qpvs]}::text[]`,
  ]
  const rows = await selectRows(tx, actor)
    .where('e.reponseDeId', 'is', null)
    .where(sql<SqlBool>`(${sql.join(about, sql` or `)})`)
    .orderBy('e.observeeLe', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ id, texte, communeNoms, qpvNoms }) => {
    const places = [...qpvNoms, ...communeNoms].join(', ')
    return { value: id, label: places ? `${texte} (${places})` : texte }
  })
}

/** The tags in use, without doubles, for the filter. */
export async function listEtiquettes(tx: Tx, actor: Actor): Promise<string[]> {
  const rows = await tx
    .selectFrom('observation as e')
    .select('e.etiquettes')
    .where(observationsVisibleTo(actor))
    .where('e.etiquettes', '<>', '')
    .execute()
  const tags = rows.flatMap(({ etiquettes }) => etiquettes.split(/[,;]/)).map((tag) => tag.trim())
  const byKey = new Map(tags.filter((tag) => tag !== '').map((tag) => [normaliseForSearch(tag), tag]))
  return [...byKey.values()].sort((one, other) => one.localeCompare(other, 'fr'))
}
