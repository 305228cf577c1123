import { writeXlsxStream } from 'hucre/xlsx'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { csvLine } from '#app/lib/tables/csv-write.ts'
import { labelsFor } from '#app/platform/labels.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { organisationFields } from './organisation.fields.ts'
import type { OrganisationFilter } from './organisation.filter.ts'
import { fieldKeys, ID_COLUMN, toTexts, toWorkbookCells } from './organisation-cells.ts'
import { listRecords } from './organisations.queries.server.ts'

export interface ExportAsked {
  filter: OrganisationFilter
  at: IsoDate
  format: 'xlsx' | 'csv'
}

const headers = [...fieldKeys.map((key) => organisationFields[key].label), ID_COLUMN]

/** The organisations that match, every field, in the order of the list: what is exported can be imported again. */
export async function exportOrganisations(
  tx: Tx,
  actor: Actor,
  { filter, at, format }: ExportAsked,
): Promise<string | ReadableStream<Uint8Array>> {
  const records = await listRecords(tx, actor, filter, at)
  const labels = await labelsFor(tx, { commune: records.map((record) => record.communeCode) })
  if (format === 'csv')
    return `\ufeff${csvLine(headers)}${records.map((record) => csvLine(toTexts(record, labels))).join('')}`
  const columns = headers.map((header, rank) => ({
    key: header,
    header,
    width: rank === 0 ? 48 : 22,
    ...(fieldKeys[rank] === 'debut' || fieldKeys[rank] === 'fin' ? { numFmt: 'dd/mm/yyyy' } : {}),
  }))
  const rows = records.map((record) => toWorkbookCells(record, labels))
  return writeXlsxStream(rows, { name: 'Organisations', columns, freezePane: { rows: 1 } })
}
