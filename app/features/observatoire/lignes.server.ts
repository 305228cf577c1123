import { join } from 'node:path'
import type { ReportLine } from '#app/lib/tables/index.ts'
import type { RowsPart } from '#data/sources/contract.ts'
import { type Duck, text } from './duckdb.server.ts'
import { loadRaw } from './raw-table.server.ts'

/** Keeps the rows of a nomenclature or a list of structures as they are, in one Parquet file named after it. */
export async function writeRows(
  duck: Duck,
  part: RowsPart,
  folder: string,
): Promise<{ read: number; kept: number; flags: ReportLine[] }> {
  const raw = await loadRaw(duck, part.sheet, { name: 'brut', folder })
  const columns = part.columns.map(
    ({ column, name }) => `nullif(trim(c${column}), '') as "${name.replaceAll('"', '""')}"`,
  )
  const condition = part.required === null ? 'true' : `coalesce(trim(c${part.required}), '') <> ''`
  const target = text(join(folder, `${part.dataset}.parquet`))
  await duck.run(`copy (select ${columns.join(', ')}, ligne from brut_lignes where ${condition} order by rang)
    to ${target} (format parquet, compression zstd)`)
  const aside = await duck.rows<{ ligne: number }>(
    `select ligne from brut_lignes where not (${condition}) order by rang`,
  )
  await duck.run('drop view brut_lignes; drop table brut')
  const flags = aside.map(({ ligne }) => ({
    line: ligne,
    column: part.required === null ? null : (part.sheet.header.columns[part.required] ?? null),
    code: 'ligne-sans-code',
    message: 'Ligne laissée de côté : la colonne qui la désigne est vide.',
  }))
  return { read: raw.rowCount, kept: raw.rowCount - aside.length, flags: [...raw.flags, ...flags] }
}
