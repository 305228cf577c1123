/**
 * Movements of communes since 1943 (INSEE `v_mvtcommune`): who became whom, and when. History is never recoded:
 * values keep the geography they were published in, and are carried to another one only where that is exact.
 */
import { parse } from 'csv-parse/sync'
import { type IsoDate, parseIsoDate } from '#app/lib/dates.ts'
import { missing, sumValues, type Value } from '#stats/value.ts'
import { type CodeCommune, parseCodeCommune } from './codes.ts'

/** What happened, by INSEE's MOD code. */
export const mouvementLabels: Record<string, string> = {
  '10': 'changement de nom',
  '20': 'création',
  '21': 'rétablissement',
  '30': 'suppression',
  '31': 'fusion simple',
  '32': 'création de commune nouvelle',
  '33': 'fusion-association',
  '34': 'transformation de fusion-association en fusion simple',
  '35': 'suppression de commune déléguée',
  '41': 'changement de code dû à un changement de département',
  '50': 'changement de code dû à un transfert de chef-lieu',
  '70': 'transformation de commune associée en commune déléguée',
}

export type Mouvement = {
  kind: string
  date: IsoDate
  from: CodeCommune
  to: CodeCommune
  nomAvant: string
  nomApres: string
}

export type MouvementsFile = {
  mouvements: Mouvement[]
  /** Lines that are not about two communes (delegated and associated ones), left out on purpose. */
  ignored: number
  /** Lines that could not be read, each said. */
  problems: { line: number; message: string }[]
}

type Row = Record<string, string>

/** Reads a `v_mvtcommune_AAAA.csv`, its stray `#N/D` columns included. Only lines from commune to commune count. */
export function parseMouvements(csv: string): MouvementsFile {
  // as: `columns: true` gives one record of texts per line
  const rows = parse(csv, { columns: true, bom: true, relax_column_count: true }) as Row[]
  const file: MouvementsFile = { mouvements: [], ignored: 0, problems: [] }
  rows.forEach((row, index) => {
    if (row.TYPECOM_AV !== 'COM' || row.TYPECOM_AP !== 'COM') file.ignored += 1
    else readRow(row, index + 2, file)
  })
  return file
}

function readRow(row: Row, line: number, file: MouvementsFile): void {
  const date = parseIsoDate(row.DATE_EFF)
  const from = parseCodeCommune(row.COM_AV ?? '')
  const to = parseCodeCommune(row.COM_AP ?? '')
  if (!date || !from || !to) {
    file.problems.push({ line, message: 'Ligne illisible : la date ou un code de commune manque.' })
    return
  }
  const names = { nomAvant: row.LIBELLE_AV ?? '', nomApres: row.LIBELLE_AP ?? '' }
  file.mouvements.push({ kind: row.MOD ?? '', date, from, to, ...names })
}

/** Movements ready to be asked: by date, then by the code that moves. */
export type MouvementsIndex = ReadonlyArray<{
  date: IsoDate
  moves: ReadonlyMap<CodeCommune, ReadonlySet<CodeCommune>>
}>

/** Prepares movements for the functions below. */
export function indexMouvements(mouvements: Iterable<Mouvement>): MouvementsIndex {
  const byDate = new Map<IsoDate, Map<CodeCommune, Set<CodeCommune>>>()
  for (const { date, from, to } of mouvements) {
    const moves = getOrSet(byDate, date, () => new Map<CodeCommune, Set<CodeCommune>>())
    getOrSet(moves, from, () => new Set<CodeCommune>()).add(to)
  }
  return [...byDate].map(([date, moves]) => ({ date, moves })).sort((a, b) => (a.date < b.date ? -1 : 1))
}

/**
 * The communes that hold, on the day `to`, the land a commune had on the day `from`: itself when nothing
 * happened, one other after a merger or a change of code, several after a split. Movements of the day `from` are
 * already done, those of the day `to` are counted. `to` must not come before `from`.
 */
export function successorsOf(
  index: MouvementsIndex,
  code: CodeCommune,
  { from, to }: { from: IsoDate; to: IsoDate },
): CodeCommune[] {
  let current = new Set([code])
  for (const { date, moves } of index) {
    if (date > from && date <= to) current = moveOnce(current, moves)
  }
  return [...current].sort()
}

/** The communes of the day `from` whose land is now, on the day `to`, wholly or partly in this one. */
export function predecessorsOf(
  index: MouvementsIndex,
  code: CodeCommune,
  { from, to }: { from: IsoDate; to: IsoDate },
): CodeCommune[] {
  let current = new Set([code])
  for (const { date, moves } of index.toReversed()) {
    if (date > from && date <= to) current = moveBack(current, moves)
  }
  return [...current].sort()
}

export type Reaggregation = {
  values: Map<CodeCommune, Value>
  /** Places that have no value in the new geography, and why. */
  refused: { code: CodeCommune; reason: string }[]
}

/**
 * Carries counts or amounts by commune from one geography to a later one: merged communes are added up, a split
 * commune is refused (nobody knows the share of each part). A missing value among the merged ones makes the sum
 * missing. Medians, rates and typologies are refused altogether: see `refusalToReaggregate`.
 */
export function reaggregateSums(
  index: MouvementsIndex,
  values: ReadonlyMap<CodeCommune, Value>,
  period: { from: IsoDate; to: IsoDate },
): Reaggregation {
  const gathered = new Map<CodeCommune, Value[]>()
  const refused: Reaggregation['refused'] = []
  // Few communes ever move: the others are not looked for in sixty years of movements.
  const moving = new Set(index.flatMap(({ moves }) => [...moves.keys()]))
  for (const [code, value] of values) {
    const successors = moving.has(code) ? successorsOf(index, code, period) : [code]
    const isSplit = successors.length > 1
    if (isSplit)
      refused.push({ code, reason: `La commune ${code} a été divisée : la part de chacune est inconnue.` })
    const kept: Value = isSplit ? missing('indisponible', 'Une commune d’origine a été divisée.') : value
    for (const successor of successors) getOrSet(gathered, successor, () => []).push(kept)
  }
  const sums = new Map([...gathered].map(([code, terms]) => [code, sumValues(terms)] as const))
  return { values: sums, refused }
}

export type NatureOfIndicator = 'somme' | 'mediane' | 'taux' | 'typologie'

/** Why an indicator may not follow mergers, or null when it is a sum. */
export function refusalToReaggregate(nature: NatureOfIndicator): string | null {
  const reasons: Record<NatureOfIndicator, string | null> = {
    somme: null,
    mediane: 'La médiane d’une commune fusionnée ne se déduit pas des médianes des communes d’origine.',
    taux: 'Un taux ne s’additionne pas : il se recalcule à partir de ses deux termes, numérateur et dénominateur.',
    typologie: 'Un classement ne s’additionne pas.',
  }
  return reasons[nature]
}

// Two movements may follow each other on one day (a commune changes département, then merges): a target that itself
// only moves elsewhere on that day is followed. Real chains have two links.
const LINKS_IN_A_DAY = 4

function moveOnce(
  codes: ReadonlySet<CodeCommune>,
  moves: ReadonlyMap<CodeCommune, ReadonlySet<CodeCommune>>,
): Set<CodeCommune> {
  const next = new Set<CodeCommune>()
  for (const code of codes) for (const target of follow(code, moves, LINKS_IN_A_DAY)) next.add(target)
  return next
}

function follow(
  code: CodeCommune,
  moves: ReadonlyMap<CodeCommune, ReadonlySet<CodeCommune>>,
  links: number,
): Iterable<CodeCommune> {
  const targets = moves.get(code)
  if (!targets || links === 0) return [code]
  return [...targets].flatMap((target) => {
    const goesOn = target !== code && moves.has(target) && !moves.get(target)?.has(target)
    return goesOn ? [...follow(target, moves, links - 1)] : [target]
  })
}

/** A code that others become, without being itself before, is new that day: it has no past of its own. */
function moveBack(
  codes: ReadonlySet<CodeCommune>,
  moves: ReadonlyMap<CodeCommune, ReadonlySet<CodeCommune>>,
): Set<CodeCommune> {
  const isNew = (code: CodeCommune) =>
    !moves.has(code) && [...moves.values()].some((targets) => targets.has(code))
  const before = new Set([...codes].filter((code) => !moves.has(code) && !isNew(code)))
  for (const source of moves.keys()) {
    if ([...follow(source, moves, LINKS_IN_A_DAY)].some((target) => codes.has(target))) before.add(source)
  }
  return before
}

function getOrSet<Key, Item>(map: Map<Key, Item>, key: Key, make: () => Item): Item {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
