import type { ReportLine } from '#app/lib/tables/index.ts'
import type { CodeRole, LongPart, WidePart } from '#data/sources/contract.ts'
import type { Statut } from '#data/sources/statuts.ts'
import type { Duck } from './duckdb.server.ts'
import { codeSql } from './lieux.server.ts'
import type { RawTable } from './raw-table.server.ts'
import type { SerieBook } from './series.ts'

/** Rows ready to become facts: `cellules` SQL gives code, variante, base, t (text), ligne for rows of a range. */
export interface FactSource {
  rowCount: number
  columnsOf: string[]
  cellsPerRow: number
  /** One row per place: the facts of a place already follow each other. */
  isByPlace: boolean
  cells: (from: number, to: number) => string
  emptyStatut: Statut
  /** SQL of the status a column of the source gives, or null. */
  statut: string | null
  flags: ReportLine[]
}

/** SQL that keeps the rows whose code is a place. */
export function joinPlaces(role: CodeRole): string {
  const level =
    role.levelColumn === null ? '' : ` and l.niveau_texte is not distinct from trim(b.c${role.levelColumn})`
  return `join lieux l on l.texte = ${codeSql(role).replaceAll('trim(c', 'trim(b.c')}${level}`
}

const NOT_TWICE = 'and b.rang not in (select rang from doublons)'

/** One row per place: each column of numbers is a cell. */
export async function wideSource(
  duck: Duck,
  part: WidePart,
  from: { raw: RawTable; book: SerieBook },
): Promise<FactSource> {
  const { raw, book } = from
  const bases = part.values.map(({ serie }) => book.numberOf(serie))
  const common = {
    rowCount: raw.rowCount,
    columnsOf: part.values.map(({ column }) => part.sheet.header.columns[column] ?? ''),
    cellsPerRow: part.values.length,
    isByPlace: true,
    emptyStatut: part.emptyStatut ?? ('vide' as const),
    statut: null,
    flags: [],
  }
  if (raw.firstCase !== null)
    return { ...common, cells: await cellsOfLines(duck, part, { bases, firstCase: raw.firstCase }) }
  const cells = part.values.map(({ column }) => `b.c${column}`).join(', ')
  return {
    ...common,
    cells: (
      first,
      end,
    ) => `select l.code, l.variante, unnest(range(${part.values.length}))::integer as colonne,
      unnest([${bases.join(', ')}])::integer as base, unnest([${cells}]) as t, b.ligne
      from brut_lignes b ${joinPlaces(part.code)} where b.rang >= ${first} and b.rang < ${end} ${NOT_TWICE}`,
  }
}

/** Lines of 1 900 cells are unfolded as lists: taking each cell out by its rank would cost the square of that. */
async function cellsOfLines(duck: Duck, part: WidePart, facts: { bases: number[]; firstCase: number }) {
  await duck.run('create or replace table colonnes (rang_case integer, colonne integer, base integer)')
  const rows = part.values.map(({ column }, at) => [column + facts.firstCase, at, facts.bases[at] ?? 0])
  await duck.append('colonnes', rows)
  const width = part.sheet.header.columns.length + facts.firstCase
  return (
    first: number,
    end: number,
  ) => `select u.code, u.variante, k.colonne, k.base, nullif(u.t, '') as t, u.ligne
    from (select l.code, l.variante, b.ligne, unnest(b.cases) as t, unnest(range(1, ${width}))::integer as rang_case
      from brut_lignes b ${joinPlaces(part.code)} where b.rang >= ${first} and b.rang < ${end} ${NOT_TWICE}) u
    join colonnes k on k.rang_case = u.rang_case`
}

/** One row per place and combination of keys. */
export async function longSource(
  duck: Duck,
  part: LongPart,
  from: { raw: RawTable; book: SerieBook },
): Promise<FactSource> {
  const flags = await describeKeys(duck, part, from.book)
  const statut = part.statut ? await readStatuts(duck, part.statut) : null
  const keyJoin =
    part.keys.map((key, at) => `coalesce(trim(b.c${key}), '') = k.k${at}`).join(' and ') || 'true'
  const cells = part.values.map((column) => `b.c${column}`).join(', ')
  const bases = part.values.map((_, at) => `k.s${at}`).join(', ')
  return {
    rowCount: from.raw.rowCount,
    columnsOf: part.values.map((column) => part.sheet.header.columns[column] ?? ''),
    cellsPerRow: part.values.length,
    isByPlace: false,
    emptyStatut: 'vide',
    statut,
    flags,
    cells: (first, end) => `select * from (select l.code, l.variante,
      unnest(range(${part.values.length}))::integer as colonne, unnest([${bases}])::integer as base,
      unnest([${cells}]) as t, b.ligne ${part.statut ? `, e.statut as declare` : ''}
      from brut_lignes b ${joinPlaces(part.code)} join cles k on ${keyJoin}
      ${part.statut ? `left join etats e on e.texte = ${statutSqlOf(part.statut.columns, 'b.')}` : ''}
      where b.rang >= ${first} and b.rang < ${end} ${NOT_TWICE}) where base is not null`,
  }
}

/** Describes every distinct combination of keys once, in table `cles` (k0…, s0…). */
export async function describeKeys(
  duck: Duck,
  part: { keys: number[]; values: number[]; describe: LongPart['describe'] },
  book: SerieBook,
): Promise<ReportLine[]> {
  const names = part.keys.map((_, at) => `k${at}`)
  const selected = part.keys.map((key, at) => `coalesce(trim(c${key}), '') as k${at}`)
  const found = await duck.rows<Record<string, string | bigint | number>>(
    `select ${[...selected, 'count(*) as n', 'min(ligne) as ligne'].join(', ')} from brut_lignes group by all order by ligne`,
  )
  const flags: ReportLine[] = []
  const rows: Array<Array<string | number | null>> = []
  for (const one of found) {
    const keys = names.map((name) => String(one[name] ?? ''))
    const outcome = part.describe(keys)
    if ('aside' in outcome) {
      const count = Number(one.n)
      const many = count > 1 ? ` (${count} lignes)` : ''
      const message = `Ligne laissée de côté : ${outcome.aside}${many}.`
      flags.push({ line: Number(one.ligne), column: null, code: 'ligne-ecartee', message, count })
    } else rows.push([...keys, ...outcome.map((facts) => (facts ? book.numberOf(facts) : null))])
  }
  const columns = [...names.map((name) => `${name} varchar`), ...part.values.map((_, at) => `s${at} integer`)]
  await duck.run(`create or replace table cles (${columns.join(', ')})`)
  await duck.append('cles', rows)
  return flags
}

async function readStatuts(duck: Duck, role: NonNullable<LongPart['statut']>): Promise<string> {
  const found = await duck.rows<{ texte: string }>(
    `select distinct ${statutSqlOf(role.columns, '')} as texte from brut_lignes`,
  )
  await duck.run('create or replace table etats (texte varchar, statut varchar)')
  await duck.append(
    'etats',
    found.map(({ texte }) => [texte, role.read(texte.split(UNIT))]),
  )
  return 'declare'
}

/** Separates the texts of several columns of status; it is in none of them. */
const UNIT = '\u001f'

function statutSqlOf(columns: number[], table: string): string {
  return columns.map((column) => `coalesce(trim(${table}c${column}), '')`).join(` || chr(31) || `)
}
