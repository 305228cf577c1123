import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { Refusal } from '#app/lib/errors.ts'
import { cellText, openTables, type Row } from '#app/lib/tables/index.ts'
import type { PanelRow } from '#stats/impact/panel.ts'
import type { PredictorSpec } from '#stats/impact/predictors.ts'

/** Rows of the first table of a file, by column name. The header is the first line that has several cells filled. */
export async function readPanelRows(path: string): Promise<PanelRow[]> {
  const opened = await openTables(path)
  try {
    const table = opened.tables[0]
    if (table === undefined)
      throw new Refusal('aucun-tableau', `${opened.name} ne contient aucun tableau lisible.`)
    let names: string[] | null = null
    const rows: PanelRow[] = []
    for await (const row of table.rows()) {
      if (isEmpty(row)) continue
      if (names === null) names = columnNames(row, opened.name)
      else rows.push(Object.fromEntries(names.map((name, k) => [name, cellOf(row, k)])))
    }
    return rows
  } finally {
    await opened.close()
  }
}

const predictorsInput = z
  .array(
    z.strictObject({
      column: z.string().min(1),
      from: z.number(),
      to: z.number(),
      op: z.literal('mean').optional(),
      training: z
        .strictObject({ column: z.string().min(1).optional(), from: z.number(), to: z.number() })
        .optional(),
    }),
  )
  .min(1)

/** The list of predictors of a file: `[{ "column": "beer", "from": 1984, "to": 1988, "op": "mean" }]`. */
export function readPredictorSpecs(path: string): PredictorSpec[] {
  const parsed = predictorsInput.safeParse(parseJson(path))
  if (parsed.success) return parsed.data.map(withoutAbsentKeys)
  const issue = parsed.error.issues[0]
  const place = issue === undefined || issue.path.length === 0 ? '' : ` (${issue.path.join('.')})`
  throw new Refusal(
    'predicteurs-illisibles',
    `Le fichier de prédicteurs doit être une liste de { "column", "from", "to", "op": "mean" }${place}.`,
  )
}

type Parsed = z.infer<typeof predictorsInput>[number]

function withoutAbsentKeys({ column, from, to, training }: Parsed): PredictorSpec {
  if (training === undefined) return { column, from, to }
  const own = { from: training.from, to: training.to }
  return {
    column,
    from,
    to,
    training: training.column === undefined ? own : { ...own, column: training.column },
  }
}

function parseJson(path: string): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new Refusal('fichier-absent', `Le fichier de prédicteurs ${path} n’existe pas ou ne se lit pas.`)
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new Refusal('predicteurs-illisibles', `Le fichier de prédicteurs ${path} n’est pas du JSON.`)
  }
}

function columnNames(row: Row, file: string): string[] {
  const names = row.cells.map((cell, k) => cellText(cell) || `colonne ${k + 1}`)
  const twice = names.find((name, k) => names.indexOf(name) !== k)
  if (twice !== undefined) {
    throw new Refusal(
      'colonne-en-double',
      `Le fichier ${file} a deux colonnes « ${twice} » : renommez-en une.`,
    )
  }
  return names
}

function isEmpty(row: Row): boolean {
  return row.cells.every((cell) => cellText(cell) === '')
}

/** Numbers of a workbook stay numbers; everything else is the text a person reads. */
function cellOf(row: Row, place: number): string | number | boolean {
  const cell = row.cells[place]
  return typeof cell === 'number' || typeof cell === 'boolean' ? cell : cellText(cell)
}
