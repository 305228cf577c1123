import { cellText } from '#app/lib/tables/index.ts'
import {
  columnOf,
  type Format,
  hasColumns,
  LICENCE_OUVERTE,
  type Plan,
  plainSerie,
  remark,
  type Sheet,
} from '#data/sources/contract.ts'
import { readLieu } from '#data/sources/niveaux.ts'
import { normalPeriode } from '../periods.ts'
import { geographieOf, niveauOfSheet } from '../wide.ts'

/** Exports of the Observatoire des territoires: title rows, then codgeo, libgeo, an and one or more indicators. */
export const observatoireTerritoires: Format = {
  id: 'observatoire-territoires',
  label: 'Observatoire des territoires (ANCT) : codgeo, libgeo, an, indicateurs',
  recognise: ({ sheets }) => {
    const found = sheets.filter((sheet) => hasColumns(sheet, /^codgeo$/i, /^libgeo$/i, /^an$/i))
    const [first] = found
    if (!first) return null
    const notes = sheets.filter((sheet) => !found.includes(sheet)).flatMap((sheet) => sheet.table.sheet ?? [])
    return {
      format: 'observatoire-territoires',
      dataset: 'observatoire_territoires',
      producer: producerOf(first),
      licence: LICENCE_OUVERTE,
      millesime: lastYear(first),
      parts: found.map(partOf),
      flags: notes.map((name) =>
        remark(
          'feuille-non-lue',
          `La feuille « ${name} » décrit l’indicateur : elle n’est pas importée comme données.`,
        ),
      ),
    } satisfies Plan
  },
}

function producerOf(sheet: Sheet): string {
  const source = sheet.header.titles.find((title) => /insee|dgfip|caf|dares/i.test(title))
  const named = source?.split(' - ')[0]?.trim()
  return named ? `${named}, par l’Observatoire des territoires (ANCT)` : 'Observatoire des territoires (ANCT)'
}

/** The rows run from the oldest year to the newest for each place: the first place says the last year. */
function lastYear(sheet: Sheet): string | null {
  const column = columnOf(sheet, /^an$/i)
  const years = sheet.sample.map((row) => cellText(row.cells[column])).filter((text) => /^\d{4}$/.test(text))
  return years.sort().at(-1) ?? null
}

function partOf(sheet: Sheet): Plan['parts'][number] {
  const [code, period] = [columnOf(sheet, /^codgeo$/i), columnOf(sheet, /^an$/i)]
  const values = sheet.header.columns.flatMap((name, at) =>
    /^(?:codgeo|libgeo|an)$/i.test(name) ? [] : [at],
  )
  const level = niveauOfSheet(sheet, code)
  const labels = sheet.header.titles.slice(2)
  return {
    shape: 'long',
    sheet,
    geographie: geographieOf(sheet.header.titles),
    code: { columns: [code], levelColumn: null, read: (text) => readLieu(text, level) },
    keys: [period],
    values,
    describe: ([periode]) => {
      if (!periode) return { aside: 'l’année est vide' }
      return values.map((column, at) => {
        const name = sheet.header.columns[column] ?? ''
        const label = labels[at] ?? name
        return plainSerie(`observatoire_territoires/${name}`, normalPeriode(periode), {
          label,
          unit: /^(?:part|taux)/i.test(label) ? '%' : null,
        })
      })
    },
  }
}
