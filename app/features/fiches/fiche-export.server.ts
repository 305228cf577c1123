import { Readable } from 'node:stream'
import { writeXlsxStream } from 'hucre/xlsx'
import { sql } from 'kysely'
import type { Db, Tx } from '#app/db/connection.server.ts'
import { asActor } from '#app/db/territoire.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { csvLine } from '#app/lib/tables/csv-write.ts'
import { listOf, snake } from '#app/platform/entity.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { ficheFields } from './fiche.fields.ts'
import type { FicheFilter } from './fiche.filter.ts'
import { ficheSpec } from './fiche.spec.ts'
import { fieldKeys, toText, toWorkbookCell } from './fiche-cells.ts'
import { loadReferences } from './fiche-references.server.ts'
import type { References } from './fiche-references.ts'
import type { StoredFiche } from './fiches.commands.server.ts'
import { conditionsOf } from './fiches.queries.server.ts'

const BATCH = 500

export interface Export {
  db: Db
  actor: Actor
  filter: FicheFilter
  at?: IsoDate | undefined
}

/** Whole records in the order of codes, a batch after a code: what exports read. */
export async function listRecords(
  tx: Tx,
  actor: Actor,
  filter: FicheFilter,
  page: { after?: string; limit: number; at?: IsoDate | undefined },
): Promise<StoredFiche[]> {
  const after = page.after === undefined ? sql`true` : sql`e.code > ${page.after}`
  const { rows } = await sql<StoredFiche>`
    select e.id, e.version, ${columns()} from fiche e
    where ${conditionsOf(actor, filter, page.at)} and ${after} order by e.code limit ${page.limit}`.execute(
    tx,
  )
  return rows
}

/** All the fiches of the territory for who imports, archived ones too: a code is never given twice. */
export async function listRecordsWithArchived(
  tx: Tx,
  actor: Actor,
): Promise<Array<StoredFiche & { archived: boolean }>> {
  if (!can(actor, 'fiches.importer')) throw new Forbidden()
  const { rows } = await sql<StoredFiche & { archived: boolean }>`
    select e.id, e.version, e.archive_le is not null as archived, ${columns()} from fiche e
    where e.territoire_id = territoire_courant()`.execute(tx)
  return rows
}

function columns() {
  const links = new Map(Object.entries(ficheSpec.links))
  return sql.join(
    fieldKeys.map((key) => {
      const link = links.get(key)
      return link ? sql`${listOf(link, sql`e.id`)} as ${sql.ref(snake(key))}` : sql`e.${sql.ref(snake(key))}`
    }),
  )
}

/** One short transaction a batch: the export keeps no connection while the network is slow, and no list in memory. */
async function* records({ db, actor, filter, at }: Export): AsyncGenerator<StoredFiche> {
  let after: string | undefined
  while (true) {
    const page = { limit: BATCH, at, ...(after === undefined ? {} : { after }) }
    const batch = await asActor(db, actor, (tx) => listRecords(tx, actor, filter, page))
    yield* batch
    if (batch.length < BATCH) return
    after = batch.at(-1)?.code
  }
}

function referencesFor({ db, actor }: Export): Promise<References> {
  return asActor(db, actor, (tx) => loadReferences(tx, actor))
}

/** The fiches that match as a workbook, written as it is read. */
export async function exportWorkbook(asked: Export): Promise<ReadableStream<Uint8Array>> {
  const references = await referencesFor(asked)
  const columns = fieldKeys.map((key) => ({
    key,
    header: ficheFields[key].label,
    width: key === 'titre' ? 48 : 22,
    ...(key === 'debut' || key === 'fin' ? { numFmt: 'dd/mm/yyyy' } : {}),
    ...(key === 'budgetCentimes' ? { numFmt: '#,##0.00' } : {}),
  }))
  const rows = mapped(records(asked), (record) =>
    fieldKeys.map((key) => toWorkbookCell(key, record, references)),
  )
  return writeXlsxStream(rows, { name: 'Fiches action', columns, freezePane: { rows: 1 } })
}

/** The same as a CSV a French spreadsheet opens: semicolons, accents kept, nothing that could run. */
export async function exportCsv(asked: Export): Promise<ReadableStream<Uint8Array>> {
  const references = await referencesFor(asked)
  const head = `\ufeff${csvLine(fieldKeys.map((key) => ficheFields[key].label))}`
  const lines = mapped(records(asked), (record) =>
    csvLine(fieldKeys.map((key) => toText(key, record, references))),
  )
  return Readable.toWeb(Readable.from(encoded(head, lines))) as ReadableStream<Uint8Array> // typed twice, by DOM and Node
}

async function* mapped<From, To>(from: AsyncIterable<From>, convert: (item: From) => To): AsyncGenerator<To> {
  for await (const item of from) yield convert(item)
}

async function* encoded(head: string, lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  yield encoder.encode(head)
  for await (const line of lines) yield encoder.encode(line)
}
