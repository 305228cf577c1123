import { readFileSync } from 'node:fs'
import { buildPanel, type Panel, type PanelColumns, type PanelRow } from '../impact/panel.ts'
import type { PredictorSpec } from '../impact/predictors.ts'

/** Cigarette sales per head in 39 US states, 1970-2000; California is treated from 1989 (Abadie, Diamond, Hainmueller 2010). */
export function prop99Rows(): PanelRow[] {
  return readReferenceCsv('california_prop99.csv')
}

export const prop99Columns: PanelColumns = {
  unit: 'State',
  time: 'Year',
  outcome: 'PacksPerCapita',
  treated: 'treated',
}

export function prop99Panel(change: (row: PanelRow) => PanelRow = (row) => row): Panel {
  return buildPanel(prop99Rows().map(change), prop99Columns)
}

/** The same data with the predictors of the 2010 paper. */
export function smokingPanel(): Panel {
  const rows = readReferenceCsv('smoking_adh.csv').map((row) => ({
    ...row,
    first: row.state === 'California' ? 1989 : 'NA',
  }))
  return buildPanel(rows, {
    unit: 'state',
    time: 'year',
    outcome: 'cigsale',
    firstTreated: 'first',
    covariates: ['lnincome', 'beer', 'age15to24', 'retprice', 'cigsale'],
  })
}

export const smokingPredictors: readonly PredictorSpec[] = [
  { column: 'lnincome', from: 1980, to: 1988 },
  { column: 'age15to24', from: 1980, to: 1988 },
  { column: 'retprice', from: 1980, to: 1988 },
  { column: 'beer', from: 1984, to: 1988 },
  { column: 'cigsale', from: 1975, to: 1975 },
  { column: 'cigsale', from: 1980, to: 1980 },
  { column: 'cigsale', from: 1988, to: 1988 },
]

/** What R answered, kept as a document. */
export function readReferenceJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`data/${name}`, import.meta.url), 'utf8'))
}

/** Follows keys in a document; throws when a number is not there. */
export function numberAt(document: unknown, ...keys: readonly string[]): number {
  let value = document
  for (const key of keys) {
    if (typeof value !== 'object' || value === null) throw new Error(`Nothing at ${keys.join('.')}`)
    value = Object.getOwnPropertyDescriptor(value, key)?.value
  }
  if (typeof value !== 'number') throw new Error(`No number at ${keys.join('.')}`)
  return value
}

function readReferenceCsv(name: string): PanelRow[] {
  const [header = [], ...lines] = readFileSync(new URL(`data/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.replaceAll('"', '').split(','))
  return lines.map((cells) => Object.fromEntries(header.map((column, k) => [column, cells[k] ?? ''])))
}
