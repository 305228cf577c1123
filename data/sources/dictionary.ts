import { cellText } from '#app/lib/tables/index.ts'
import { hasColumns, type Sheet } from '#data/sources/contract.ts'

export interface VariableMeaning {
  label: string
  longLabel: string
  theme: string | null
  source: string | null
}

/** True for a `meta_*` dictionary of Insee: variables, then one row per modality. */
export function isDictionary(sheet: Sheet): boolean {
  return hasColumns(sheet, /^COD_VAR$/i, /^LIB_VAR$/i, /^LIB_VAR_LONG$/i) || isFieldList(sheet)
}

/** The variables of a dictionary. The modalities (35 000 communes) are not labels and are passed over. */
export async function readDictionary(sheet: Sheet | undefined): Promise<Map<string, VariableMeaning>> {
  const meanings = new Map<string, VariableMeaning>()
  if (!sheet) return meanings
  const at = (name: string) => sheet.header.columns.indexOf(name)
  const [code, label, long, theme, source] = ['COD_VAR', 'LIB_VAR', 'LIB_VAR_LONG', 'THEME', 'SOURCE'].map(at)
  for await (const row of sheet.table.rows()) {
    const text = (column: number | undefined) => cellText(row.cells[column ?? -1])
    if (row.line <= sheet.header.line || meanings.has(text(code))) continue
    meanings.set(text(code), {
      label: text(label),
      longLabel: text(long),
      theme: text(theme) || null,
      source: text(source) || null,
    })
  }
  return meanings
}

/** The unit a label speaks of. */
export function unitOf(label: string | null): string | null {
  if (!label) return null
  if (/\(%\)|^(?:part|taux|proportion)\b/i.test(label) && !/pour (?:mille|1 ?000)/i.test(label)) return '%'
  if (/€|euros?\b/i.test(label)) return '€'
  if (/km2|km²/i.test(label)) return 'km²'
  if (/nombre|population|effectif/i.test(label)) return 'nombre'
  return /indice|rapport|ratio/i.test(label) ? 'ratio' : null
}

/** The description of a third party's file: one row per column. */
function isFieldList(sheet: Sheet): boolean {
  return hasColumns(sheet, /^colonne$/i, /^description$/i) && sheet.header.columns.length <= 6
}
