import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { buildPanel, type Panel, type PanelColumns, type PanelRow } from '#stats/impact/panel.ts'

/** Rows of a reference file of stats/reference/data, as texts. For tests and benches only. */
export function readReferenceRows(name: string): PanelRow[] {
  return parse(readFileSync(new URL(`data/${name}`, import.meta.url)), { columns: true })
}

/** A JSON file of stats/reference/data. The caller says what it expects in it. */
export function readReferenceJson<T>(name: string): T {
  // The file is committed beside this one: its shape is fixed, and the tests that read it would fail otherwise.
  return JSON.parse(readFileSync(new URL(`data/${name}`, import.meta.url), 'utf8')) as T
}

export const mpdtaColumns = {
  unit: 'countyreal',
  time: 'year',
  outcome: 'lemp',
  firstTreated: 'first.treat',
  covariates: ['lpop'],
} satisfies PanelColumns

/** County teen employment 2003-2007 (log), minimum wage cohorts: the example of the R package `did`. */
export function readMpdta(): Panel {
  return buildPanel(readReferenceRows('mpdta.csv'), mpdtaColumns)
}
