import { cellText, isRecord } from '#app/lib/tables/index.ts'
import {
  type Format,
  LICENCE_OUVERTE,
  type Plan,
  plainSerie,
  remark,
  type Sheet,
} from '#data/sources/contract.ts'
import { unitOf } from '../dictionary.ts'
import { datedHeading, yearInName, yearOfTitles } from '../periods.ts'
import { columnKind, niveauOfSheet, wideSheet } from '../wide.ts'

const QPV = /^Q[PN](?:\d{3}|02[AB])[0-9]{2}[0-9A-Z]$/

/** Indicators by QPV, one row per quartier, of either generation: CSV or the sheets of a workbook. */
export const qpvIndicateurs: Format = {
  id: 'qpv-indicateurs',
  label: 'Indicateurs des quartiers prioritaires, un quartier par ligne (générations 2015 et 2024)',
  recognise: ({ sheets, opened, millesime }) => {
    const tables = sheets.flatMap((sheet) => {
      const column = qpvColumn(sheet)
      return column !== null && hasMeasures(sheet, column) && !isLong(sheet, column)
        ? [{ sheet, column }]
        : []
    })
    const [first] = tables
    if (!first) return null
    const alike = sheets.flatMap((sheet) => comparatorOf(sheet, first))
    const parts = [...tables, ...alike].map(({ sheet, column }) =>
      qpvPart(sheet, { column, name: opened.name, millesime }),
    )
    const unread = sheets.filter(
      (sheet) => ![...tables, ...alike].some((one) => one.sheet === sheet) && sheet.sample.length > 0,
    )
    return {
      format: 'qpv-indicateurs',
      dataset: 'qpv_indicateurs',
      producer: 'Insee, ANCT',
      licence: LICENCE_OUVERTE,
      millesime: yearOf(first.sheet, { name: opened.name, millesime }),
      parts: parts.map(({ part }) => part),
      flags: [
        ...parts.flatMap(({ flags }) => flags),
        ...generationFlags(tables.flatMap(({ sheet, column }) => codesOf(sheet, column))),
        ...unread.map(unreadSheet),
      ],
    } satisfies Plan
  },
}

function codesOf(sheet: Sheet, column: number): string[] {
  // A line with one filled cell is a note under the table.
  const rows = sheet.sample.filter((row) => row.cells.filter((cell) => cellText(cell) !== '').length > 1)
  return rows.map((row) => cellText(row.cells[column]).toUpperCase()).filter(Boolean)
}

/** The column most of whose cells are one QPV code each: a list of codes in a cell is a perimeter, not a measure. */
function qpvColumn(sheet: Sheet): number | null {
  const at = sheet.header.columns.findIndex((_, column) => {
    const codes = codesOf(sheet, column)
    return codes.length > 0 && codes.filter((code) => QPV.test(code)).length >= codes.length * 0.6
  })
  return at < 0 ? null : at
}

/** Several rows for a quartier, or a column of dates: a table of another kind, which this reading would cut short. */
function isLong(sheet: Sheet, column: number): boolean {
  const codes = codesOf(sheet, column)
  const isDated = sheet.header.columns.some((name) =>
    /^(?:date|an|ann[ée]e|trimestre|mois|p[ée]riode)$/i.test(name),
  )
  return isDated || new Set(codes).size < codes.length
}

function hasMeasures(sheet: Sheet, code: number): boolean {
  return (
    !isLayer(sheet) &&
    sheet.header.columns.some(
      (name, at) => at !== code && isMeasure(name) && columnKind(sheet, at) === 'nombres',
    )
  )
}

/** The features of a layer carry areas and lengths, which measure the drawing and not the quartier. */
function isLayer({ table }: Sheet): boolean {
  return isRecord(table.document) && Array.isArray(table.document.features)
}

/** Codes and coordinates are numbers too, and measure nothing. */
function isMeasure(name: string): boolean {
  return !/^(?:insee|code|cod_|dep|reg|siren|epci|lat|lon|x$|y$|gid|objectid|id$)/i.test(name)
}

/** A sheet of the same columns for communes, EPCI, France: the comparators of the workbook. */
function comparatorOf(
  sheet: Sheet,
  model: { sheet: Sheet; column: number },
): Array<{ sheet: Sheet; column: number }> {
  if (sheet === model.sheet || qpvColumn(sheet) !== null) return []
  const name = model.sheet.header.columns[model.column]
  const column = sheet.header.columns.indexOf(name ?? '')
  const shared = sheet.header.columns.filter((one) => model.sheet.header.columns.includes(one)).length
  return column >= 0 && niveauOfSheet(sheet, column) !== null && shared >= 3 ? [{ sheet, column }] : []
}

interface Facts {
  name: string
  millesime: string | null
}

function qpvPart(sheet: Sheet, { column, ...facts }: Facts & { column: number }) {
  const level = qpvColumn(sheet) === null ? niveauOfSheet(sheet, column) : 'qpv'
  const year = yearOf(sheet, facts)
  const wide = wideSheet(sheet, {
    codeColumn: column,
    level,
    geographie: null,
    serieOf: (name, label) => {
      if (!isMeasure(name)) return null
      const dated = /[\s(]/.test(name) ? datedHeading(name) : null
      const suffix = /_(?:rp|filo|bpe|caf|ft|de)(\d{2})$/i.exec(name)?.[1]
      const periode = dated?.periode ?? (suffix ? `20${suffix}` : (year ?? 'inconnue'))
      return plainSerie(`qpv_indicateurs/${dated?.measure || name}`, periode, {
        label,
        unit: unitOf(label) ?? unitOfName(name),
      })
    },
  })
  const isUndated = wide.part.values.some(({ serie }) => serie.periode === 'inconnue')
  const flags =
    year === null && isUndated
      ? [
          ...wide.flags,
          remark(
            'periode-inconnue',
            'Le fichier ne dit pas l’année de ces indicateurs : précisez-la avec --millesime.',
          ),
        ]
      : wide.flags
  return { part: wide.part, flags }
}

function unitOfName(name: string): string | null {
  if (/^(?:tx_|part_|pmimp|tp60|ind_)/i.test(name)) return /^ind_/i.test(name) ? 'ratio' : '%'
  return /^(?:disp|dec|decuc)_/i.test(name) ? '€' : null
}

function yearOf(sheet: Sheet, { name, millesime }: Facts): string | null {
  const said = yearOfTitles(sheet.header.titles)
  // `qpv2024` and `qp2015` name a generation of perimeters, not the year of the figures.
  return millesime ?? said ?? yearInName(name.replace(/q(?:p|n|pv)_?(?:2015|2024)/gi, ''))
}

function generationFlags(codes: string[]) {
  const both = codes.some((code) => code.startsWith('QP')) && codes.some((code) => code.startsWith('QN'))
  if (!both) return []
  return [
    remark(
      'deux-generations',
      'Le fichier mêle les quartiers de 2015 (QP…) et de 2024 (QN…) : ils sont gardés dans deux séries séparées.',
    ),
  ]
}

function unreadSheet(sheet: Sheet) {
  return remark(
    'feuille-non-lue',
    `« ${sheet.table.name} » n’est pas une liste d’indicateurs par quartier : elle n’est pas importée.`,
  )
}
