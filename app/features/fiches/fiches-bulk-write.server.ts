import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { type Link, snake } from '#app/platform/entity.server.ts'
import { changesBetween, writeJournals } from '#app/platform/journal.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import type { FicheRecord } from './fiche.schema.ts'
import { ficheSpec } from './fiche.spec.ts'
import { type FieldKey, fieldKeys } from './fiche-cells.ts'

const BATCH = 300

export interface NewFiche {
  id: string
  values: FicheRecord
}

const links = new Map<string, Link>(Object.entries(ficheSpec.links))
const columnKeys = fieldKeys.filter((key) => !links.has(key))

/** Inserts many fiches with their lists and journal lines, a few statements a batch whatever their number. */
export async function insertFiches(tx: Tx, actor: Actor, fiches: ReadonlyArray<NewFiche>): Promise<void> {
  for (let from = 0; from < fiches.length; from += BATCH) {
    const batch = fiches.slice(from, from + BATCH)
    await insertColumns(tx, actor, batch)
    for (const [key, link] of links) await insertLinks(tx, actor, { batch, key: key as FieldKey, link }) // a key of the spec
    await writeJournals(
      tx,
      actor,
      batch.map(({ id, values }) => ({
        operation: 'fiche.creer',
        entite: 'fiche',
        entiteId: id,
        titre: ficheSpec.titre(values),
        changements: changesBetween(fieldKeys, {}, values),
      })),
    )
  }
}

async function insertColumns(tx: Tx, actor: Actor, batch: ReadonlyArray<NewFiche>): Promise<void> {
  const names = ['territoire_id', 'id', 'cree_par', ...columnKeys.map(snake)].map((name) => sql.ref(name))
  const rows = batch.map(
    ({ id, values }) =>
      sql`(${sql.join([actor.territoireId, id, actor.personneId, ...columnKeys.map((key) => values[key])])})`,
  )
  await sql`insert into fiche (${sql.join(names)}) values ${sql.join(rows)}`.execute(tx)
}

async function insertLinks(
  tx: Tx,
  actor: Actor,
  given: { batch: ReadonlyArray<NewFiche>; key: FieldKey; link: Link },
): Promise<void> {
  const fixed = Object.entries(given.link.fixed ?? {})
  const rows: RawBuilder<unknown>[] = given.batch.flatMap(({ id, values }) =>
    [values[given.key]]
      .flat()
      .map(
        (value) =>
          sql`(${sql.join([actor.territoireId, id, value, ...fixed.map(([, constant]) => constant)])})`,
      ),
  )
  if (rows.length === 0) return
  const names = [
    'territoire_id',
    snake(given.link.parent),
    snake(given.link.column),
    ...fixed.map(([column]) => snake(column)),
  ]
  await sql`insert into ${sql.table(snake(given.link.table))} (${sql.join(names.map((name) => sql.ref(name)))}) values ${sql.join(rows)}`.execute(
    tx,
  )
}
