import { type Expression, type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import type { DB } from '#app/db/types.generated.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import { type Change, changesBetween, writeJournal } from './journal.server.ts'
import type { Actor } from './permissions.ts'

/** A list kept in a link table: `communes` of a fiche are rows (fiche_id, commune_code). */
export interface Link {
  table: keyof DB & string
  parent: string
  column: string
  /** Columns with a fixed value, when one table holds several lists: `{ role: 'operateur' }`. */
  fixed?: Record<string, string>
}

/**
 * How a record is kept: its schema gives the columns, `links` says which keys are lists of ids in link tables.
 * Create, update, journal and reading are written once, here, for every entity.
 */
export interface EntitySpec<Schema extends z.ZodObject> {
  entite: string
  table: keyof DB & string
  schema: Schema
  links?: Partial<Record<keyof z.infer<Schema> & string, Link>>
  /** What the journal calls the record. */
  titre: (values: z.infer<Schema>) => string
}

export type Stored<Schema extends z.ZodObject> = z.infer<Schema> & { id: string; version: number }

/** The condition that hides what a person may not see, over the main table aliased `e`. */
export type Visibility = Expression<SqlBool>

/** The record with its lists, or null when it is absent or hidden by `visible`. */
export async function findEntity<Schema extends z.ZodObject>(
  tx: Tx,
  spec: EntitySpec<Schema>,
  id: string,
  visible?: Visibility,
): Promise<Stored<Schema> | null> {
  const columns = columnKeys(spec).map((key) => sql`e.${sql.ref(snake(key))} as ${sql.ref(snake(key))}`)
  const lists = linkEntries(spec).map(
    ([key, link]) => sql`${listOf(link, sql`e.id`)} as ${sql.ref(snake(key))}`,
  )
  const { rows } = await sql<Stored<Schema>>`
    select e.id, e.version, ${sql.join([...columns, ...lists])}
    from ${sql.table(snake(spec.table))} e
    where e.id = ${id} and e.territoire_id = territoire_courant() and ${visible ?? sql`true`}`.execute(tx)
  return rows[0] ?? null
}

/** The same, or NotFound. */
export async function getEntity<Schema extends z.ZodObject>(
  tx: Tx,
  spec: EntitySpec<Schema>,
  id: string,
  visible?: Visibility,
): Promise<Stored<Schema>> {
  if (!isId(id)) throw new NotFound()
  const found = await findEntity(tx, spec, id, visible)
  if (!found) throw new NotFound()
  return found
}

/** Inserts a record with its lists and its journal line; returns its id. `extra`: columns outside the schema. */
export async function insertEntity<Schema extends z.ZodObject>(
  tx: Tx,
  actor: Actor,
  spec: EntitySpec<Schema>,
  input: { values: z.infer<Schema>; extra?: Record<string, unknown>; id?: string },
): Promise<string> {
  const id = input.id ?? newId()
  const columns = {
    territoireId: actor.territoireId,
    id,
    ...only(input.values, columnKeys(spec)),
    ...input.extra,
  }
  const names = Object.keys(columns).map((key) => sql.ref(snake(key)))
  await sql`insert into ${sql.table(snake(spec.table))} (${sql.join(names)}) values (${sql.join(Object.values(columns).map(toSql))})`.execute(
    tx,
  )
  for (const [key, link] of linkEntries(spec))
    await writeLink(tx, actor, link, { id, values: listIn(input.values, key) })
  const changements = changesBetween(keysOf(spec), {}, input.values)
  await writeJournal(tx, actor, {
    operation: `${spec.entite}.creer`,
    entite: spec.entite,
    entiteId: id,
    titre: spec.titre(input.values),
    changements,
  })
  return id
}

export interface Update<Schema extends z.ZodObject> {
  id: string
  /** The version the person read: a stale one is refused with both texts. */
  version: number
  /** Only the fields sent: what is left out keeps its value. */
  changes: Partial<z.infer<Schema>>
  operation?: string
}

/** Updates a record that was loaded with its right to be changed checked; writes the journal; returns the changes. */
export async function updateEntity<Schema extends z.ZodObject>(
  tx: Tx,
  actor: Actor,
  spec: EntitySpec<Schema>,
  update: Update<Schema>,
): Promise<Record<string, Change>> {
  await lock(tx, spec, update.id)
  const before = await getEntity(tx, spec, update.id)
  const changements = changesBetween(keysOf(spec), before, update.changes)
  if (Object.keys(changements).length === 0) return {}
  if (before.version !== update.version) throw staleVersion(before, changements)
  const columns = only(
    update.changes,
    columnKeys(spec).filter((key) => key in changements),
  )
  const sets = Object.entries(columns).map(([key, value]) => sql`${sql.ref(snake(key))} = ${toSql(value)}`)
  await sql`update ${sql.table(snake(spec.table))} set ${sql.join([...sets, sql`version = version + 1`, sql`modifie_le = now()`])}
    where id = ${update.id} and territoire_id = ${actor.territoireId}`.execute(tx)
  for (const [key, link] of linkEntries(spec)) {
    if (key in changements)
      await writeLink(tx, actor, link, { id: update.id, values: listIn(update.changes, key) })
  }
  const titre = spec.titre({ ...before, ...update.changes })
  await writeJournal(tx, actor, {
    operation: update.operation ?? `${spec.entite}.modifier`,
    entite: spec.entite,
    entiteId: update.id,
    titre,
    changements,
  })
  return changements
}

function staleVersion(theirs: object, mine: Record<string, Change>): Refusal {
  const message =
    'Quelqu’un a enregistré une autre version pendant que vous écriviez. Comparez les deux textes ci-dessous : rien n’est perdu.'
  return new Refusal('conflit', message, { details: { theirs, mine } })
}

async function lock<Schema extends z.ZodObject>(tx: Tx, spec: EntitySpec<Schema>, id: string): Promise<void> {
  if (!isId(id)) throw new NotFound()
  await sql`select 1 from ${sql.table(snake(spec.table))} where id = ${id} and territoire_id = territoire_courant() for update`.execute(
    tx,
  )
}

async function writeLink(
  tx: Tx,
  actor: Actor,
  link: Link,
  list: { id: string; values: string[] },
): Promise<void> {
  const fixed = Object.entries(link.fixed ?? {})
  const isTheirs = fixed.map(([column, value]) => sql`and ${sql.ref(snake(column))} = ${value}`)
  const table = sql.table(snake(link.table))
  await sql`delete from ${table} where territoire_id = ${actor.territoireId} and ${sql.ref(snake(link.parent))} = ${list.id} ${sql.join(isTheirs, sql` `)}`.execute(
    tx,
  )
  if (list.values.length === 0) return
  const names = ['territoireId', link.parent, link.column, ...fixed.map(([column]) => column)]
  const rows = [...new Set(list.values)].map(
    (value) =>
      sql`(${sql.join([actor.territoireId, list.id, value, ...fixed.map(([, constant]) => constant)])})`,
  )
  await sql`insert into ${table} (${sql.join(names.map((name) => sql.ref(snake(name))))}) values ${sql.join(rows)}`.execute(
    tx,
  )
}

/** The values of a link table for a parent, as a sorted SQL array. */
export function listOf(link: Link, parent: Expression<unknown>): Expression<string[]> {
  const fixed = Object.entries(link.fixed ?? {}).map(
    ([column, value]) => sql`and l.${sql.ref(snake(column))} = ${value}`,
  )
  const column = sql`l.${sql.ref(snake(link.column))}::text`
  return sql<
    string[]
  >`array(select ${column} from ${sql.table(snake(link.table))} l where l.territoire_id = territoire_courant() and l.${sql.ref(snake(link.parent))} = ${parent} ${sql.join(fixed, sql` `)} order by 1)`
}

function keysOf<Schema extends z.ZodObject>(spec: EntitySpec<Schema>): Array<keyof z.infer<Schema> & string> {
  return Object.keys(spec.schema.shape) as Array<keyof z.infer<Schema> & string> // Object.keys loses the key type
}

function linkEntries<Schema extends z.ZodObject>(spec: EntitySpec<Schema>): Array<[string, Link]> {
  return Object.entries(spec.links ?? {}).filter((entry): entry is [string, Link] => entry[1] !== undefined)
}

function columnKeys<Schema extends z.ZodObject>(spec: EntitySpec<Schema>): string[] {
  return keysOf(spec).filter((key) => !(key in (spec.links ?? {})))
}

function only(values: object, keys: string[]): Record<string, unknown> {
  const sent = new Map(Object.entries(values))
  return Object.fromEntries(keys.filter((key) => sent.has(key)).map((key) => [key, sent.get(key)]))
}

function listIn(values: object, key: string): string[] {
  const value = new Map<string, unknown>(Object.entries(values)).get(key)
  return Array.isArray(value) ? value.map(String) : []
}

function toSql(value: unknown): unknown {
  return value !== null && typeof value === 'object' && !(value instanceof Date)
    ? JSON.stringify(value)
    : value
}

/** camelCase to snake_case, exactly as the query layer does. */
export function snake(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
