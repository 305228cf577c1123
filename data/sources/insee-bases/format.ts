import { type Format, LICENCE_OUVERTE, type Plan, remark, type Sheet } from '#data/sources/contract.ts'
import { isDictionary, readDictionary, unitOf, type VariableMeaning } from '../dictionary.ts'
import { periodOf, yearOf } from '../periods.ts'
import { codeColumnOf, geographieOf, measure, niveauOfSheet, wideSheet, withCapitals } from '../wide.ts'

const CENSUS = /^[PC]\d{2}_[A-Z]/

/** The wide bases of Insee: comparateur de territoires, dossier complet, base-cc-* (communes), base-ic-* (IRIS). */
export const inseeBases: Format = {
  id: 'insee-bases',
  label: 'Bases de l’Insee en colonnes : comparateur de territoires, dossier complet, base-cc, base-ic',
  recognise: async (context) => {
    const { opened } = context
    const sheets = context.sheets.map(withCapitals)
    const found = sheets.filter(isBase)
    const [first] = found
    if (!first) return null
    const meanings = await readDictionary(sheets.find(isDictionary))
    const year = lastCensusOf(first.header.columns)
    const dataset = datasetOf(first)
    const parts = found.map((sheet) => basePart(sheet, { dataset, year, meanings, archive: opened.name }))
    const unread = sheets.filter(
      (sheet) => !found.includes(sheet) && !isDictionary(sheet) && sheet.sample.length > 0,
    )
    return {
      format: dataset.startsWith('base_ic')
        ? 'base-ic'
        : dataset.replaceAll('_', '-').replace(/^base-cc-(?!comparateur).*/, 'base-cc'),
      dataset,
      producer: 'Insee',
      licence: LICENCE_OUVERTE,
      millesime: year,
      parts: parts.map(({ part }) => part),
      flags: [
        ...parts.flatMap(({ flags }) => flags),
        ...unread.map(unreadSheet),
        ...periodFlags(parts.map(({ part }) => part)),
      ],
    } satisfies Plan
  },
}

/** A base gives several censuses side by side (`P21_`, `P15_`, `P10_`): it is named after the latest. */
function lastCensusOf(columns: readonly string[]): string | null {
  const years = columns.flatMap((column) => (CENSUS.test(column) ? [yearOf(column.slice(1, 3))] : []))
  return years.length === 0 ? null : String(Math.max(...years))
}

function isBase(sheet: Sheet): boolean {
  const census = sheet.header.columns.filter((column) => CENSUS.test(column))
  return codeColumnOf(sheet) >= 0 && census.length >= 2
}

const THEMES: Array<[string, RegExp]> = [
  ['serie_historique', /^D\d{2}_(?:POP|LOG|RP)$/],
  ['activite_residents', /^[PC]\d{2}_(?:ACTOCC15P|ACT15P|SAL15P|ACT1564.*CS|ACTOCC.*ILT)/],
  ['emploi_lieu_travail', /^[PC]\d{2}_EMPLT_(?:SAL|NSAL|CS|F)/],
  ['diplomes_formation', /^P\d{2}_(?:NSCOL15P|SCOL\d+|DIPLMIN|NSCOL15P_)/],
  ['couples_familles_menages', /^C\d{2}_(?:MENPSEUL|FAMMONO|MENCOUPAENF|COUPAENF)/],
  ['logement', /^P\d{2}_(?:RP_\dP|RP_LOC|RP_ACHTOT|LOGVAC|RPMAISON)/],
  ['evol_struct_pop', /^P\d{2}_(?:POP0014|POP0019|H0014|F0014|POPH|POP0002)/],
]

/** Told by the columns: more than a thousand is the dossier complet; several themes at once, the comparateur. */
function datasetOf(sheet: Sheet): string {
  const { columns } = sheet.header
  const isIris = /IRIS/i.test(columns[codeColumnOf(sheet)] ?? '')
  if (columns.length > 800) return 'dossier_complet'
  const hasIncome = columns.some((column) => /^MED\d{2}$/.test(column))
  if (!isIris && hasIncome && columns.some((column) => /^ETTOT\d{2}$/.test(column)))
    return 'base_cc_comparateur'
  const theme = THEMES.map(([name, shape]) => ({
    name,
    count: columns.filter((column) => shape.test(column)).length,
  }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count)[0]
  return `base_${isIris ? 'ic' : 'cc'}_${theme?.name ?? 'recensement'}`
}

interface BaseFacts {
  dataset: string
  year: string | null
  meanings: Map<string, VariableMeaning>
  /** Name of the archive, which may say the geography that its members do not. */
  archive: string
}

function basePart(sheet: Sheet, { dataset, year, meanings, archive }: BaseFacts) {
  const codeColumn = codeColumnOf(sheet)
  const said = [
    ...sheet.header.titles,
    sheet.table.file,
    archive,
    ...[...meanings.values()].flatMap((one) => (one.source ? [one.source] : [])),
  ]
  return wideSheet(sheet, {
    codeColumn,
    level: niveauOfSheet(sheet, codeColumn),
    geographie: geographieOf(said),
    serieOf: (column, label) => {
      const meaning = meanings.get(column)
      const words = meaning?.longLabel ?? label
      const short = meaning?.label ?? label
      const periode = periodOf(column, words, year) ?? periodOf(column, short, null) ?? 'permanente'
      return measure(dataset, column, {
        periode,
        unit: unitOf(words) ?? unitOfVariable(column),
        label: words,
      })
    },
  })
}

function unitOfVariable(column: string): string | null {
  if (/^(?:MED|D[19])\d{2}$/.test(column)) return '€'
  if (/^(?:TP60|PIMP|PPEN|PACT|PPAT|PPSOC|PPFAM|PPMINI|PPLOGT|PTSA|PCHO|PBEN)/.test(column)) return '%'
  return CENSUS.test(column) ? 'nombre' : null
}

function unreadSheet(sheet: Sheet) {
  const name = sheet.table.sheet ?? sheet.table.name
  return remark('feuille-non-lue', `« ${name} » n’est pas une base par lieu : elle n’est pas importée.`)
}

/** Variables without a date (area) are kept under « permanente », and it is said. */
function periodFlags(parts: Array<ReturnType<typeof basePart>['part']>) {
  const undated = parts.flatMap((part) => part.values.filter(({ serie }) => serie.periode === 'permanente'))
  return undated.map(({ serie }) => {
    const variable = serie.indicator.split('/')[1] ?? serie.indicator
    return remark(
      'sans-date',
      `La variable « ${variable} » ne dit pas son année : elle est gardée sans date.`,
      variable,
    )
  })
}
