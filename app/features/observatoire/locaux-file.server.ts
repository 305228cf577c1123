import { Refusal } from '#app/lib/errors.ts'
import {
  type Cell,
  cellText,
  findDecimalMark,
  plainName,
  type Row,
  readCodeCommune,
  readNumber,
} from '#app/lib/tables/index.ts'
import { readSpreadsheet } from '#app/platform/spreadsheet.server.ts'
import { niveauOfCode } from '#data/sources/niveaux.ts'
import { faultOfSaisie, type Saisie } from './locaux.rules.ts'
import { type IndicateurLocal, isNiveauLocal, type NiveauLocal } from './locaux.ts'

const MAX_ROWS = 5_000

// As `plainName` gives them: without case, accents nor punctuation.
const YEAR_COLUMNS = new Set(['annee', 'an', 'periode', 'millesime', 'exercice'])
const VALUE_COLUMNS = new Set([
  'valeur',
  'effectif',
  'nombre',
  'chiffre',
  'total',
  'mesure',
  'taux',
  'indice',
])

export interface FichierLu {
  saisies: Saisie[]
  /** Rows about places of elsewhere, left aside and told. */
  outside: number
}

interface Layout {
  code: number
  /** Columns of figures with their year, or the year in a column of its own. */
  values: Array<{ at: number; name: string; periode: string | null }>
  year: number | null
}

/**
 * Reads the figures of an indicator out of a table: one row a place with a column a year, or one row a place and year.
 * One row that does not read refuses the whole file, with every row at fault.
 * @throws Refusal
 */
export async function readLocalFile(
  path: string,
  { indicateur, places }: { indicateur: IndicateurLocal; places: ReadonlySet<string> },
): Promise<FichierLu> {
  const { columns, rows } = await readSpreadsheet(path, MAX_ROWS)
  const filled = rows.filter(({ cells }) => cells.some((cell) => cellText(cell) !== ''))
  const layout = layoutOf(columns, filled, places)
  const texts = layout.values.flatMap(({ at }) => filled.map(({ cells }) => cellText(cells[at])))
  const reading = { indicateur, layout, decimal: findDecimalMark(texts), seen: new Set<string>() }
  const found: Found = { saisies: [], outside: 0, faults: [] }
  for (const row of filled) {
    const lieu = lieuOf(row.cells[layout.code])
    if (!lieu) found.faults.push(`ligne ${row.line} : « ${cellText(row.cells[layout.code])} » ${NO_PLACE}`)
    else if (places.has(`${lieu.niveau}:${lieu.code}`)) readRow(reading, { row, lieu, found })
    else found.outside += 1
  }
  if (found.faults.length > 0) throw faulty(found.faults)
  if (found.saisies.length === 0)
    throw refusal('aucun-chiffre', 'Aucun chiffre de ce fichier ne concerne un lieu du territoire.')
  return { saisies: found.saisies, outside: found.outside }
}

const NO_PLACE = 'n’est pas le code d’une commune ni d’un quartier'

type Found = FichierLu & { faults: string[] }

interface Reading {
  indicateur: IndicateurLocal
  layout: Layout
  decimal: ReturnType<typeof findDecimalMark>
  seen: Set<string>
}

function readRow(
  { indicateur, layout, decimal, seen }: Reading,
  { row, lieu, found }: { row: Row; lieu: { niveau: NiveauLocal; code: string }; found: Found },
): void {
  for (const { at, name, periode: named } of layout.values) {
    const read = readNumber(row.cells[at], decimal)
    if (read.kind === 'vide') continue
    const periode = named ?? yearText(row.cells[layout.year ?? -1])
    const fault = (sentence: string) => found.faults.push(`ligne ${row.line} : ${sentence}`)
    if (read.kind !== 'nombre') {
      fault(`« ${cellText(row.cells[at])} » (colonne ${name}) ne se lit pas comme un nombre`)
      continue
    }
    const saisie = { ...lieu, periode, valeur: read.value }
    const problem = seen.has(`${lieu.code} ${periode}`)
      ? `${lieu.code} a déjà un chiffre pour ${periode}`
      : faultOfSaisie(indicateur, saisie)
    seen.add(`${lieu.code} ${periode}`)
    if (problem) fault(problem)
    else found.saisies.push(saisie)
  }
}

function refusal(code: string, sentence: string): Refusal {
  return new Refusal(code, sentence, { field: 'fichier' })
}

function faulty(faults: readonly string[]): Refusal {
  const more = faults.length > 6 ? `, et ${faults.length - 6} autres` : ''
  return refusal(
    'lignes-refusees',
    `Rien n’est écrit. À corriger : ${faults.slice(0, 6).join(' ; ')}${more}.`,
  )
}

function lieuOf(cell: Cell | undefined): { niveau: NiveauLocal; code: string } | null {
  const text = cellText(cell).trim().toUpperCase()
  const niveau = niveauOfCode(text)
  if (niveau !== null) return isNiveauLocal(niveau) ? { niveau, code: text } : null
  // A workbook takes the zero of 01004 away.
  const commune = readCodeCommune(cell).value
  return commune === null ? null : { niveau: 'commune', code: commune }
}

function yearText(cell: Cell | undefined): string {
  return cell instanceof Date ? String(cell.getUTCFullYear()) : cellText(cell)
}

function layoutOf(columns: readonly string[], rows: readonly Row[], places: ReadonlySet<string>): Layout {
  const isHere = (cell: Cell | undefined) => {
    const lieu = lieuOf(cell)
    return lieu !== null && places.has(`${lieu.niveau}:${lieu.code}`)
  }
  const sample = rows.slice(0, 500)
  const count = (test: (cell: Cell | undefined) => boolean) =>
    columns.map((_, at) => sample.filter(({ cells }) => test(cells[at])).length)
  const here = count(isHere)
  const placed = count((cell) => lieuOf(cell) !== null)
  const best = Math.max(...here) > 0 ? here : placed
  const code = best.indexOf(Math.max(...best))
  if (sample.length === 0 || (placed[code] ?? 0) * 2 < sample.length)
    throw refusal(
      'aucun-lieu',
      'Aucune colonne ne donne le code des lieux : commune (59606) ou quartier (QN05921M), une ligne par lieu.',
    )
  const years = columns.flatMap((name, at) => {
    const year = /(?:^|\D)((?:19|20)\d{2})$/.exec(name)?.[1]
    return year && at !== code ? [{ at, name, periode: year }] : []
  })
  if (years.length > 0) return { code, values: years, year: null }
  const year = columns.findIndex((name) => YEAR_COLUMNS.has(plainName(name)))
  const value = columns.findIndex((name, at) => at !== code && VALUE_COLUMNS.has(plainName(name)))
  const name = columns[value]
  if (year < 0 || name === undefined)
    throw refusal(
      'annees-absentes',
      'On ne sait pas de quelle année sont les chiffres : mettez une colonne par année (2023, 2024), ou deux colonnes « annee » et « valeur ».',
    )
  return { code, values: [{ at: value, name, periode: null }], year }
}
