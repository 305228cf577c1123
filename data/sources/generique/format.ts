import { Refusal } from '#app/lib/errors.ts'
import { cellText, isNir, plainName, readDate } from '#app/lib/tables/index.ts'
import {
  type Format,
  type Plan,
  plainSerie,
  remark,
  type SerieFacts,
  type Sheet,
} from '#data/sources/contract.ts'
import { type Niveau, niveauOfCode, readLieu } from '#data/sources/niveaux.ts'
import { communeOf, epciOf } from '#geo/referentiel.ts'
import { unitOf } from '../dictionary.ts'
import { datedHeading, normalPeriode, yearInName, yearOfTitles } from '../periods.ts'
import { columnKind, geographieOf, niveauOfSheet } from '../wide.ts'

/** Any table with a column of place codes: measures in columns, and a column of periods when there is one. */
export const generique: Format = {
  id: 'generique',
  label: 'Tableau quelconque avec une colonne de codes de lieu',
  recognise: ({ opened, sheets, millesime }) => {
    const found = sheets.map(analyse).filter((one) => one !== null)
    const [first] = found
    if (!first) return null
    for (const { sheet } of found) refusePersons(sheet)
    const dataset = datasetName(opened.name)
    const year = millesime ?? yearOfTitles(first.sheet.header.titles) ?? yearInName(opened.name)
    return {
      format: 'generique',
      dataset,
      producer: 'non précisé',
      licence: 'non précisée',
      millesime: year,
      parts: found.map((one) => genericPart(one, { dataset, year })),
      flags: found.flatMap((one) => genericFlags(one, year)),
    } satisfies Plan
  },
}

const PERSON_COLUMNS =
  /^(?:prenoms?|nomdenaissance|nomdefamille|nomusuel|(?:date(?:de)?|jour)naissance|datedenaissance|ddn|nir|numsecu|numero(?:de)?securitesociale)$/

/** A table of persons is not statistics: nothing of it enters the store. */
function refusePersons({ table, header, sample }: Sheet): void {
  const named = header.columns.find((name) => PERSON_COLUMNS.test(plainName(name)))
  const numbered = header.columns.find((_, at) =>
    sample.some((row) => isNir(cellText(row.cells[at]).replace(/\s/g, ''))),
  )
  const column = named ?? numbered
  if (column === undefined) return
  throw new Refusal(
    'donnees-personnelles',
    `${table.name} décrit des personnes (colonne « ${column} ») : l’observatoire ne garde que des effectifs par lieu. Comptez-les par commune ou par quartier, puis importez ce tableau.`,
  )
}

interface GenericTable {
  sheet: Sheet
  code: number
  period: number
  measures: number[]
  keys: number[]
}

/** Finds the column of codes by its content, the column of periods, the columns of numbers. */
export function analyse(sheet: Sheet): GenericTable | null {
  const positions = sheet.header.columns.map((_, at) => at)
  const code = finestOf(
    sheet,
    positions.filter((at) => isCodeColumn(sheet, at)),
  )
  if (code === undefined) return null
  const period = positions.find((at) => at !== code && isPeriodColumn(sheet, at)) ?? -1
  const rest = positions.filter((at) => at !== code && at !== period && !isOtherCode(sheet, at))
  const measures = rest.filter((at) => columnKind(sheet, at) === 'nombres')
  const keys = rest.filter(
    (at) => columnKind(sheet, at) === 'texte' && isBreakdown(sheet, { at, code, period }),
  )
  return measures.length === 0 ? null : { sheet, code, period, measures, keys }
}

const FINEST_FIRST: readonly Niveau[] = ['iris', 'qpv', 'commune', 'epci', 'contrat-de-ville', 'departement']

/** Rows of communes often name their région, département and EPCI too: the finest codes say what a row is about. */
function finestOf(sheet: Sheet, columns: number[]): number | undefined {
  const rankOf = (at: number) => {
    if (/region|^reg$/.test(plainName(sheet.header.columns[at] ?? ''))) return FINEST_FIRST.length
    const levels = texts(sheet, at).map((value) => niveauOfCode(value.length === 4 ? `0${value}` : value))
    const rank = FINEST_FIRST.findIndex(
      (level) => levels.filter((one) => one === level).length > levels.length / 2,
    )
    return rank < 0 ? FINEST_FIRST.length : rank
  }
  return columns.toSorted((one, other) => rankOf(one) - rankOf(other))[0]
}

function texts(sheet: Sheet, at: number): string[] {
  return sheet.sample.map((row) => cellText(row.cells[at])).filter(Boolean)
}

const CODE_NAMES =
  /^(?:code.*|cod|cod[a-z]{3}|.*code|.*insee.*|depcom|com|iris|qpv?|epci|siren.*|geo.*|commune|dep|departement|reg|region)$/
const OTHER_CODES = /postal|^cp$|siret|rna|naf|ape|nic$/

/** Named as a code, most of its cells have the form of one; unnamed, they must be real places of France. */
function isCodeColumn(sheet: Sheet, at: number): boolean {
  // A line with one filled cell is a note, not a row.
  const rows = sheet.sample.filter((row) => row.cells.filter((cell) => cellText(cell) !== '').length > 1)
  const values = rows.map((row) => cellText(row.cells[at])).filter(Boolean)
  const name = plainName(sheet.header.columns[at] ?? '')
  if (values.length === 0 || OTHER_CODES.test(name)) return false
  const isNamed = CODE_NAMES.test(name)
  const places = values.filter((value) => {
    const code = value.length === 4 && isNamed ? `0${value}` : value
    const level = niveauOfCode(code)
    if (level === null || (level === 'departement' && !isNamed)) return false
    return isNamed || level === 'qpv' || communeOf(code) !== null || epciOf(code) !== null
  })
  return places.length >= values.length * (isNamed ? 0.6 : 0.9)
}

function isPeriodColumn(sheet: Sheet, at: number): boolean {
  const values = texts(sheet, at)
  const name = plainName(sheet.header.columns[at] ?? '')
  const dated = values.filter((value) => readDate(value) !== null).length
  return (
    values.length > 0 &&
    dated === values.length &&
    /an|annee|date|dtref|period|trimestre|mois|year|time/.test(name)
  )
}

/** Codes of other levels beside the first: they place the row, they do not measure it. */
function isOtherCode(sheet: Sheet, at: number): boolean {
  const name = plainName(sheet.header.columns[at] ?? '')
  return /^(?:code|cod|lib|nom(?!bre)|siren|reg|dep|epci|arr)/.test(name) && name.length < 24
}

const LABELS =
  /^(?:lib|nom|note|comment|remarque|observation|source|unite|adresse|ville|commune|territoire|departement|region|epci|pays)/

const DIMENSIONS =
  /^(?:sexe|age|tranche(?:d)?age|classe(?:d)?age|categorie|indicateurs?|variables?|mesures?|type(?:de)?\w*|qualification|diplome|duree|modalite|prestation|motif|csp)$/

/**
 * A text that tells apart several rows of a place and period is a breakdown. So is one repeated from row to row: the
 * first rows of a long file often show only its first modality.
 */
function isBreakdown(
  sheet: Sheet,
  { at, code, period }: { at: number; code: number; period: number },
): boolean {
  const byPlace = new Map<string, Set<string>>()
  for (const row of sheet.sample) {
    const place = `${cellText(row.cells[code])} ${period >= 0 ? cellText(row.cells[period]) : ''}`
    const known = byPlace.get(place) ?? new Set()
    byPlace.set(place, known.add(cellText(row.cells[at])))
  }
  if ([...byPlace.values()].some((values) => values.size > 1)) return true
  if (DIMENSIONS.test(plainName(sheet.header.columns[at] ?? ''))) return true
  const values = texts(sheet, at)
  const isRepeated = values.length >= 20 && new Set(values).size <= values.length / 3
  return isRepeated && !LABELS.test(plainName(sheet.header.columns[at] ?? ''))
}

/** A data set named after the file, without dates nor extension. */
export function datasetName(file: string): string {
  const base = file
    .replace(/(?:\.[a-z0-9]{1,5}){1,2}$/i, '')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
  return (
    base
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '') || 'tableau'
  )
}

function genericPart(
  table: GenericTable,
  source: { dataset: string; year: string | null },
): Plan['parts'][number] {
  const { sheet, code, period, measures, keys } = table
  const level = niveauOfSheet(sheet, code)
  const name = (at: number) => sheet.header.columns[at] ?? `colonne ${at + 1}`
  const periode = source.year ?? 'inconnue'
  const common = { sheet, geographie: geographieOf(sheet.header.titles), isHomemade: true }
  const role = { columns: [code], levelColumn: null, read: (text: string) => readLieu(text, level) }
  const serie = (at: number, when: string) =>
    serieOf(source.dataset, name(at), { when, isDated: period >= 0 })
  if (period < 0 && keys.length === 0) {
    return {
      ...common,
      shape: 'large',
      code: role,
      values: measures.map((column) => ({ column, serie: serie(column, periode) })),
    }
  }
  const describe = describerOf(table, { ...source, periode, serie })
  return {
    ...common,
    shape: 'long',
    code: role,
    keys: period < 0 ? keys : [period, ...keys],
    values: measures,
    describe,
  }
}

interface Described {
  dataset: string
  /** The period of the rows, when no column gives it. */
  periode: string
  serie: (column: number, when: string) => SerieFacts
}

/** What a row measures, from its period and its texts. */
function describerOf(
  { sheet, period, measures, keys }: GenericTable,
  { dataset, periode, serie }: Described,
) {
  const name = (at: number) => sheet.header.columns[at] ?? `colonne ${at + 1}`
  return (values: string[]) => {
    const when = period < 0 ? periode : normalPeriode(values[0] ?? '')
    const others = values.slice(period < 0 ? 0 : 1)
    const named = keys.map((key, at) => [name(key), others[at] ?? ''] as const)
    const measured =
      measures.length === 1 ? named.find(([key]) => MEASURE_NAMES.test(plainName(key))) : undefined
    const rest = named.filter((one) => one !== measured)
    return measures.map((column) => {
      const facts = measured ? namedSerie(dataset, measured[1], when) : serie(column, when)
      return { ...facts, ...breakdownOf(rest) }
    })
  }
}

/** `codgeo;annee;indicateur;valeur`: what is measured is written in each row. */
const MEASURE_NAMES = /^(?:indicateurs?|(?:nom|libelle|code)(?:de(?:l)?)?indicateur|variables?|mesures?)$/

function namedSerie(dataset: string, measure: string, when: string) {
  const name = measure || 'valeur'
  return plainSerie(`${dataset}/${name.replaceAll('/', '-')}`, when, { label: name, unit: unitOf(name) })
}

/** A heading that ends with a year dates its own column, unless the rows are dated. */
function serieOf(dataset: string, name: string, { when, isDated }: { when: string; isDated: boolean }) {
  const dated = isDated ? null : datedHeading(name)
  const measure = dated === null ? name : dated.measure || 'valeur'
  return plainSerie(`${dataset}/${measure}`, dated?.periode ?? when, { label: measure, unit: unitOf(name) })
}

/** Sex and age have their own place in a series; a total is the series without the breakdown. */
function breakdownOf(named: ReadonlyArray<readonly [name: string, value: string]>) {
  const told = named.filter(([, value]) => !/^(?:|_t|total|ensemble|tous|toutes)$/i.test(value.trim()))
  const isSex = ([name]: readonly [string, string]) => /^sexe?$/.test(plainName(name))
  const isAge = ([name]: readonly [string, string]) =>
    /^(?:age|tranchedage|trancheage|classedage)$/.test(plainName(name))
  return {
    sexe: told.find(isSex)?.[1] ?? null,
    age: told.find(isAge)?.[1] ?? null,
    modalites: Object.fromEntries(told.filter((one) => !isSex(one) && !isAge(one))),
  }
}

function genericFlags({ sheet, measures, code, period, keys }: GenericTable, year: string | null) {
  const used = new Set([...measures, code, period, ...keys])
  const unused = sheet.header.columns.filter((_, at) => !used.has(at))
  const flags = unused.map((name) =>
    remark(
      'colonne-non-reprise',
      `La colonne « ${name} » n’est ni un lieu, ni une date, ni une mesure : elle n’est pas reprise.`,
      name,
    ),
  )
  const column = sheet.header.columns[code] ?? ''
  flags.push(remark('colonne-des-lieux', `Les lieux sont lus dans la colonne « ${column} ».`, column))
  const isEachDated =
    period < 0 && measures.every((at) => datedHeading(sheet.header.columns[at] ?? '') !== null)
  if (isEachDated) return flags
  if (period < 0 && year === null) {
    flags.push(remark('periode-inconnue', 'Le fichier ne dit pas sa période : précisez-la avec --millesime.'))
  } else if (period < 0)
    flags.push(remark('periode-du-nom', `La période ${year} vient du nom du fichier ou de la personne.`))
  return flags
}
