import { type Cell, cellText, oneLine, type Row } from '#app/lib/tables/index.ts'
import { type Alias, type AttributionColumn, aliases } from './attribution-aliases.ts'

const ARTICLES = new Set([
  'de',
  'la',
  'le',
  'les',
  'l',
  'du',
  'des',
  'd',
  'en',
  'a',
  'au',
  'aux',
  'et',
  'par',
])

/** Parts of a header that say nothing of its meaning: notes between brackets, units. */
const NOISE = /\([^)]*\)|\[[^\]]*\]|\*|€|\beuros?\b|\bttc\b/gi

/** A header without case, accents, articles, notes nor punctuation. */
export function headerKey(header: string): string {
  const words = repaired(header)
    .replace(NOISE, ' ')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/œ/gi, 'oe')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
  const kept = words.filter((word) => word !== '' && !ARTICLES.has(word))
  return kept.join('')
}

/** UTF-8 once read as Latin-1 (« RÃ©fÃ©rence ») is put back; anything else is left alone. */
function repaired(text: string): string {
  if (!/[ÃÂ]/.test(text)) return text
  const back = Buffer.from(text, 'latin1').toString('utf8')
  return back.includes('\ufffd') ? text : back
}

/** When accents are lost (« R�f�rence »), the letters left must be those of a known name, in its order. */
function namePattern(header: string): RegExp | null {
  if (!header.includes('\ufffd')) return null
  const marked = header
    .replace(NOISE, ' ')
    .toLowerCase()
    .replace(/\ufffd+/g, '?')
  const words = marked.split(/[^a-z0-9?]+/).filter((word) => word !== '' && !ARTICLES.has(word))
  return new RegExp(`^${words.join('').replaceAll('?', '[a-z]{1,2}')}$`)
}

export interface ColumnMap {
  /** Position of each column found; the first of a kind wins. */
  at: Map<AttributionColumn, number>
  columns: string[]
  /** Positions nothing was recognised in. */
  others: number[]
}

/** Which column says what, from a row of headers and, perhaps, the group titles above it. */
export function mapHeaders(headers: ReadonlyArray<string>, groups: ReadonlyArray<string> = []): ColumnMap {
  const found = new Map<Alias['column'], number>()
  const taken = new Set<number>()
  const keys = headers.map((header, at) => keysOf(header, groups[at] ?? ''))
  const take = (column: Alias['column'], at: number): void => {
    if (at < 0 || found.has(column)) return
    found.set(column, at)
    taken.add(at)
  }
  const free = (test: (its: HeaderKeys) => boolean): number =>
    keys.findIndex((its, at) => !taken.has(at) && test(its))
  for (const grouped of [true, false])
    for (const { column, names } of aliases)
      for (const name of names)
        take(
          column,
          free((its) => isNamed(its, name, grouped)),
        )
  for (const { column, like } of aliases)
    if (like)
      take(
        column,
        free((its) => its.own !== '' && like.test(its.own)),
      )
  const columns = headers.map((header, at) => oneLine(header) || `colonne ${at + 1}`)
  const others = columns.map((_, at) => at).filter((at) => !taken.has(at) && keys[at]?.own !== '')
  return { at: settled(found), columns, others }
}

interface HeaderKeys {
  own: string
  grouped: string[]
  pattern: RegExp | null
}

function keysOf(header: string, group: string): HeaderKeys {
  const own = headerKey(header)
  const above = headerKey(group)
  return { own, grouped: above && own ? [own + above, above + own] : [], pattern: namePattern(header) }
}

function isNamed(its: HeaderKeys, name: string, grouped: boolean): boolean {
  if (grouped) return its.grouped.includes(name)
  return its.own === name || (its.pattern?.test(name) ?? false)
}

/** « Attributaire » is the authority when the beneficiary has its own column, else the beneficiary. */
function settled(found: Map<Alias['column'], number>): Map<AttributionColumn, number> {
  const hasBeneficiary = found.has('nomBeneficiaire')
  const settledMap = new Map<AttributionColumn, number>()
  for (const [column, at] of found) {
    if (column === 'nomAttributaire') settledMap.set(hasBeneficiary ? 'nomAttribuant' : 'nomBeneficiaire', at)
    else if (column === 'idAttributaire')
      settledMap.set(hasBeneficiary && !found.has('idAttribuant') ? 'idAttribuant' : 'idBeneficiaire', at)
    else if (!settledMap.has(column)) settledMap.set(column, at)
  }
  return settledMap
}

const AMOUNTS: ReadonlyArray<AttributionColumn> = [
  'montant',
  'montantFonctionnement',
  'montantInvestissement',
]

/** A list of subsidies names who receives and how much, and something of the decision. */
export function isListOfAttributions({ at }: ColumnMap): boolean {
  const hasReceiver = at.has('nomBeneficiaire') || at.has('idBeneficiaire') || at.has('rnaBeneficiaire')
  const decision: AttributionColumn[] = [
    'objet',
    'dateConvention',
    'referenceDecision',
    'nomAttribuant',
    'annee',
    'nature',
  ]
  return hasReceiver && AMOUNTS.some((column) => at.has(column)) && decision.some((column) => at.has(column))
}

export interface FoundHeader extends ColumnMap {
  /** Line of the header in the file, and titles above it. */
  line: number
  titles: string[]
}

/** Finds the row of headers among the first rows: the one where most columns are recognised. */
export function findAttributionHeader(rows: ReadonlyArray<Row>): FoundHeader | null {
  let best: FoundHeader | null = null
  for (const [rank, row] of rows.entries()) {
    if (row.cells.some((cell) => typeof cell === 'number' || cell instanceof Date)) continue
    const map = mapHeaders(row.cells.map(cellText), groupsOf(rows[rank - 1]))
    if (!isListOfAttributions(map) || map.at.size <= (best?.at.size ?? 0)) continue
    const titles = rows
      .slice(0, rank)
      .map((its) => oneLine(its.cells.map(cellText).filter(Boolean).join(' ')))
    best = { ...map, line: row.line, titles: titles.filter(Boolean) }
  }
  return best
}

/** The titles of groups of columns, carried to the right over the cells they cover. */
function groupsOf(row: Row | undefined): string[] {
  const texts = row?.cells.map((cell: Cell) => cellText(cell)) ?? []
  if (texts.filter(Boolean).length < 2) return []
  let current = ''
  return texts.map((text) => {
    current = text || current
    return current
  })
}
