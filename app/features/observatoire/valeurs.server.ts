import { Refusal } from '#app/lib/errors.ts'
import { findDecimalMark, type ReportLine, readNumber } from '#app/lib/tables/index.ts'
import { type Statut, statutOfMark } from '#data/sources/statuts.ts'
import { type Duck, text } from './duckdb.server.ts'

/** Marks the person explains herself: `nc=indisponible`. */
export type ExtraMarks = Record<string, Statut>

/** SQL of the number a plain text is (decimal point or comma), or null. « NaN » and « inf » pass: exclude them after. */
export function numberSql(column: string, comma: Comma | null): string {
  return `try_cast(replace(${column}, ',', '${comma === 'milliers' ? '' : '.'}') as double)`
}

/** What a comma followed by three digits means in a table made by hand. */
export type Comma = 'decimale' | 'milliers'

/**
 * Refuses the columns whose only commas are followed by three digits (`1,500`): decimals or thousands, nothing in
 * the column tells, and guessing would be wrong by a factor of a thousand.
 */
export async function refuseAmbiguousCommas(duck: Duck, columns: readonly string[]): Promise<void> {
  const found = await duck.rows<{ colonne: number; texte: string; n: bigint; ligne: number }>(`select colonne,
    min(t) as texte, count(*) as n, min(ligne) as ligne from cellules where contains(t, ',') group by colonne
    having bool_and(regexp_full_match(trim(t), '[+-]?[1-9][0-9]{0,2},[0-9]{3}')) order by colonne`)
  const [first] = found
  if (!first) return
  const names = found.map(({ colonne }) => `« ${columns[colonne] ?? colonne + 1} »`).join(', ')
  const sentence = `Les nombres de la colonne ${names} se lisent de deux façons (« ${first.texte} », ligne ${first.ligne} : décimales ou milliers). Dites laquelle : à l’écran, ou avec --virgule decimale ou --virgule milliers.`
  throw new Refusal('nombre-ambigu', sentence, {
    details: found.map((one) => ambiguity({ ...one }, [...columns])),
  })
}

/** A number some exports write for « no data ». */
export const SENTINEL = -9999

interface OddText {
  colonne: number
  texte: string
  n: bigint
  ligne: number
}

/** More distinct odd texts than this in numeric columns, and the file is not what it was taken for. */
const MOST_ODD_TEXTS = 300_000

/**
 * Reads the distinct texts that are not plain numbers, found in table `odd` (colonne, texte, n, ligne), and stores
 * what they mean in `target` (texte, nombre, statut). A text that is neither a number nor a known mark stops the
 * import with the list and the counts: it never silently becomes a blank.
 */
export async function readOddTexts(
  duck: Duck,
  odd: string,
  to: { target: string; columns: string[]; marks: ExtraMarks },
): Promise<ReportLine[]> {
  const found = await duck.rows<OddText>(
    `select * from ${odd} order by ligne, colonne limit ${MOST_ODD_TEXTS}`,
  )
  const meanings = new Map<string, { nombre: number | null; statut: Statut }>()
  const unknown: OddText[] = []
  const ambiguous: OddText[] = []
  for (const one of found) {
    if (meanings.has(one.texte)) continue
    const meaning = meaningOf(one.texte, to.marks)
    if (meaning === null) unknown.push(one)
    else if (meaning === 'ambigu') ambiguous.push(one)
    else meanings.set(one.texte, meaning)
  }
  if (unknown.length > 0) throw unknownTexts(unknown, to.columns)
  await duck.run(`create or replace table ${to.target} (texte varchar, nombre double, statut varchar)`)
  await duck.append(
    to.target,
    [...meanings].map(([texte, { nombre, statut }]) => [texte, nombre, statut]),
  )
  return ambiguous.map((one) => ambiguity(one, to.columns))
}

function meaningOf(
  raw: string,
  marks: ExtraMarks,
): { nombre: number | null; statut: Statut } | 'ambigu' | null {
  const explained = marks[raw.trim().toLowerCase()]
  if (explained) return { nombre: null, statut: explained }
  const statut = statutOfMark(raw)
  if (statut) return { nombre: null, statut }
  const read = readNumber(raw, findDecimalMark([raw]))
  if (read.kind === 'nombre') return { nombre: read.value, statut: 'normal' }
  return read.kind === 'ambigu' ? 'ambigu' : null
}

function ambiguity(one: OddText, columns: string[]): ReportLine {
  const column = columns[one.colonne] ?? null
  const message = `« ${one.texte} » se lit de deux façons (décimales ou milliers).`
  return { line: one.ligne, column, code: 'nombre-ambigu', message, count: Number(one.n) }
}

/** A text nobody explained, as the refusal gives it to the screen. */
export type UnknownText = ReportLine & { texte: string }

function unknownTexts(unknown: OddText[], columns: string[]): Refusal {
  const list = unknown.slice(0, 8).map((one) => {
    const where = columns[one.colonne] ?? `colonne ${one.colonne + 1}`
    return `« ${one.texte.slice(0, 40)} » (${one.n} fois, colonne ${where}, ligne ${one.ligne})`
  })
  const more = unknown.length > 8 ? `, et ${unknown.length - 8} autres` : ''
  const sentence = `Des textes inconnus se trouvent dans des colonnes de nombres : ${list.join(', ')}${more}. Corrigez-les, ou dites ce qu’ils signifient : à l’écran, ou avec --marque "${unknown[0]?.texte.slice(0, 20)}=indisponible".`
  const details: UnknownText[] = unknown.map((one) => ({
    texte: one.texte,
    line: one.ligne,
    column: columns[one.colonne] ?? null,
    code: 'texte-inconnu',
    message: `« ${one.texte} » n’est ni un nombre ni une marque connue (${one.n} fois).`,
    count: Number(one.n),
  }))
  return new Refusal('textes-inconnus', sentence, { details })
}

/** SQL of the status of a cell: plain numbers first, then empty cells, then what the odd texts mean. */
export function statutSql(value: string, cell: string, emptyStatut: Statut): string {
  return `case when ${value} is not null then 'normal' when ${cell} is null or trim(${cell}) = '' then ${text(emptyStatut)}
    else coalesce(m.statut, 'indisponible') end`
}
