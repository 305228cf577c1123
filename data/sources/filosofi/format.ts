import {
  columnOf,
  type Format,
  hasColumns,
  LICENCE_OUVERTE,
  type Plan,
  remark,
  type Sheet,
} from '#data/sources/contract.ts'
import { isDictionary, readDictionary, type VariableMeaning } from '../dictionary.ts'
import { fileYearOf, periodOf, yearInName } from '../periods.ts'
import { codeColumnOf, geographieOf, measure, niveauOfSheet, wideSheet, withCapitals } from '../wide.ts'

/** Filosofi (localised income): communes, EPCI and other zones, IRIS; CSV since 2017, workbooks before. */
export const filosofi: Format = {
  id: 'filosofi',
  label: 'Filosofi : revenus et pauvreté (communes, IRIS, intercommunalités)',
  recognise: async (context) => {
    const { opened, millesime } = context
    const sheets = context.sheets.map(withCapitals)
    const found = sheets.filter(isFilosofi)
    const [first] = found
    if (!first) return null
    const year = millesime ?? fileYearOf(first.header.columns) ?? yearInName(opened.name)
    const meanings = await readDictionary(sheets.find(isDictionary))
    const parts = found.map((sheet, at) =>
      filosofiPart(sheet, {
        year,
        meanings,
        archive: opened.name,
        population: subPopulationOf(sheet, found.slice(0, at)),
      }),
    )
    const dataset = datasetOf(first)
    const unread = sheets.filter(
      (sheet) => !found.includes(sheet) && !isDictionary(sheet) && sheet.sample.length > 0,
    )
    return {
      format: dataset.startsWith('filosofi_iris') ? 'filosofi-iris' : 'filosofi-communes',
      dataset,
      producer: 'Insee-DGFiP-Cnaf-Cnav-Ccmsa',
      licence: LICENCE_OUVERTE,
      millesime: year,
      parts: parts.map(({ part }) => part),
      flags: [
        ...parts.flatMap(({ flags }) => flags),
        ...unread.map(unreadSheet),
        ...geographyFlag(parts[0]?.part.geographie),
      ],
    } satisfies Plan
  },
}

function isFilosofi(sheet: Sheet): boolean {
  // A base of the census gives incomes too: it is read as a whole, by its own format.
  if (codeColumnOf(sheet) < 0 || columnOf(sheet, /^[PC]\d{2}_[A-Z]/i) >= 0) return false
  const isIncome = hasColumns(sheet, /^(?:DISP_|DEC_)?(?:MED|Q2)(?:_?[A-Z]+)?\d{2}$/i)
  return (
    isIncome &&
    columnOf(
      sheet,
      /^(?:(?:DISP_|DEC_)?(?:TP60|D1|D9|RD|Q1|GI|PIMP|PTSA|PACT)\d{2}|NBMENFISC\d{2}|NBMEN\d{2})$/i,
    ) >= 0
  )
}

/** `cc_filosofi` for the tables by zone, and one data set for each concept of income at IRIS level. */
function datasetOf(sheet: Sheet): string {
  const concept = columnOf(sheet, /^DEC_/i) >= 0 ? 'dec' : columnOf(sheet, /^DISP_/i) >= 0 ? 'disp' : null
  const isIris = columnOf(sheet, /^(?:IRIS|CODE_?IRIS)$/i) >= 0
  if (isIris) return `filosofi_iris_${concept ?? 'disp'}`
  return concept === null ? 'cc_filosofi' : `filosofi_${concept}`
}

interface FilosofiYear {
  year: string | null
  meanings: Map<string, VariableMeaning>
  /** Name of the archive, which may say the geography that its members do not. */
  archive: string
  /** Households a sheet is about, when another sheet already has the same columns for all of them. */
  population: string | null
}

/**
 * Workbooks of distributions have a sheet for everybody (ENSEMBLE), then sheets of the same columns by age, size or
 * type of household: their medians are about a part of the households and never mix with the others.
 */
function subPopulationOf(sheet: Sheet, before: Sheet[]): string | null {
  const name = sheet.table.sheet
  const level = niveauOfSheet(sheet, codeColumnOf(sheet))
  const columns = sheet.header.columns.filter((column) => /\d{2}$/.test(column))
  const isTwin = before.some(
    (other) =>
      niveauOfSheet(other, codeColumnOf(other)) === level &&
      other.table.sheet !== name &&
      columns.some((column) => other.header.columns.includes(column)),
  )
  return isTwin ? name : null
}

function filosofiPart(sheet: Sheet, { year, meanings, archive, population }: FilosofiYear) {
  const codeColumn = codeColumnOf(sheet)
  return wideSheet(sheet, {
    codeColumn,
    level: niveauOfSheet(sheet, codeColumn),
    geographie: geographieOf([
      ...sheet.header.titles,
      sheet.table.file,
      archive,
      ...[...meanings.values()].map((one) => one.longLabel),
    ]),
    serieOf: (column, label) => {
      const known = meanings.get(column)
      const periode = periodOf(column, null, year) ?? year ?? 'inconnue'
      return measure(datasetOf(sheet), column, {
        periode,
        unit: unitOfStem(column),
        label: known?.longLabel ?? label,
        modalites: population === null ? {} : { population },
      })
    },
  })
}

function unitOfStem(column: string): string | null {
  const stem = column.replace(/^(?:DISP_|DEC_)/i, '').replace(/\d{2}$/, '')
  if (/^(?:MED|Q[123]|D[1-9]|Q2.*)$/i.test(stem)) return '€'
  if (/^(?:TP|PIMP|P[A-Z]+$|PMIMP)/i.test(stem)) return '%'
  if (/^NB/i.test(stem)) return /PERS/i.test(stem) ? 'personnes' : 'ménages'
  return /^(?:RD|S80S20|GI|EQ)/i.test(stem) ? 'ratio' : null
}

function unreadSheet(sheet: Sheet) {
  const name = sheet.table.sheet ?? sheet.table.name
  return remark(
    'feuille-non-lue',
    `« ${name} » ne contient pas de revenus par lieu : elle n’est pas importée.`,
  )
}

function geographyFlag(geographie: string | null | undefined) {
  if (geographie) return []
  return [
    remark(
      'geographie-non-dite',
      'Le fichier ne dit pas la géographie (année du code officiel) de ses codes.',
    ),
  ]
}
