import { writeXlsxStream } from 'hucre/xlsx'
import type { Tx } from '#app/db/connection.server.ts'
import { csvLine } from '#app/lib/tables/csv-write.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { attributionFields } from './attribution.fields.ts'
import type { AttributionFilter } from './attribution.filter.ts'
import type { AttributionRecord } from './attribution.schema.ts'
import { listRecords } from './attributions.queries.server.ts'

const keys = Object.keys(attributionFields) as Array<keyof typeof attributionFields> // Object.keys loses the key type

/** The subsidies that match, every field, in the order of the list. */
export async function exportAttributions(
  tx: Tx,
  actor: Actor,
  filter: AttributionFilter,
  format: 'xlsx' | 'csv',
): Promise<string | ReadableStream<Uint8Array>> {
  const records = await listRecords(tx, actor, filter)
  const headers = keys.map((key) => attributionFields[key].label)
  if (format === 'csv')
    return `\ufeff${csvLine(headers)}${records.map((record) => csvLine(keys.map((key) => cellOf(record, key)))).join('')}`
  const columns = headers.map((header) => ({ key: header, header, width: 24 }))
  const rows = records.map((record) => keys.map((key) => workbookCell(record, key)))
  return writeXlsxStream(rows, { name: 'Subventions', columns, freezePane: { rows: 1 } })
}

function cellOf<Key extends keyof typeof attributionFields>(record: AttributionRecord, key: Key): string {
  return attributionFields[key].cell(record[key], (_kind, id) => id)
}

/** Amounts and lines stay numbers in a workbook; the rest is text, never a formula. */
function workbookCell(
  record: AttributionRecord,
  key: keyof typeof attributionFields,
): string | number | null {
  if (key === 'montantCentimes') return record.montantCentimes === null ? null : record.montantCentimes / 100
  if (key === 'ligne' || key === 'annee') return record[key]
  return cellOf(record, key)
}
