import {
  columnOf,
  LICENCE_OUVERTE,
  type Plan,
  type RowsPart,
  remark,
  type Sheet,
} from '#data/sources/contract.ts'
import type { Niveau } from '#data/sources/niveaux.ts'

interface RowsSource {
  sheet: Sheet
  dataset: string
  level: Niveau
  /** Name of the column without which a row says nothing. */
  required: RegExp | null
}

interface RowsFacts {
  format: string
  dataset: string
  producer: string
  millesime: string | null
  remarks?: Array<[string, string]>
}

/** A part that keeps every named column of a table as text, under the names of its header. */
export function rowsPart({ sheet, dataset, level, required }: RowsSource): RowsPart {
  const columns = sheet.header.columns.map((name, column) => ({ column, name }))
  const at = required === null ? -1 : columnOf(sheet, required)
  return { shape: 'lignes', sheet, dataset, columns, level, required: at < 0 ? null : at }
}

/** A plan made only of rows kept as they are. */
export function rowsPlan(sources: RowsSource[], facts: RowsFacts): Plan {
  const { format, dataset, producer, millesime } = facts
  const flags = (facts.remarks ?? []).map(([code, message]) => remark(code, message))
  return {
    format,
    dataset,
    producer,
    licence: LICENCE_OUVERTE,
    millesime,
    parts: sources.map(rowsPart),
    flags,
  }
}
