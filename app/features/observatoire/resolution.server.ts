import type { ComputedAs, Indicateur } from './catalogue.ts'
import { findSeries, type Lecteur, type SerieRow } from './lecture.server.ts'

/** A series that gives an indicator as it is published. */
export interface PublishedSerie {
  serie: SerieRow
  scale: number
  /** Rank of the source in the catalogue: the lowest is read first. */
  priority: number
}

/** The counts of one period and one import that a formula of the catalogue needs, all there. */
export interface ComputedGroup {
  formula: ComputedAs
  numerators: SerieRow[]
  denominators: SerieRow[]
}

export interface Resolution {
  published: PublishedSerie[]
  computed: ComputedGroup[]
}

const NOTHING: Resolution = { published: [], computed: [] }

type ByVariable = Map<string, SerieRow[]>

/** What a reader already worked out: its imports never change, so neither do these. */
const known = new WeakMap<
  Lecteur,
  { series: Promise<Map<string, ByVariable>>; found: Map<string, Resolution> }
>()

/** The series of the store that give an indicator at a level, published or to be computed. */
export async function resolve(lecteur: Lecteur, indicateur: Indicateur, niveau: string): Promise<Resolution> {
  const memo = known.get(lecteur) ?? { series: loadSeries(lecteur), found: new Map<string, Resolution>() }
  known.set(lecteur, memo)
  const key = `${indicateur.id} ${niveau}`
  const already = memo.found.get(key)
  if (already) return already
  const series = (await memo.series).get(niveau)
  const found = series ? resolutionIn(series, indicateur) : NOTHING
  memo.found.set(key, found)
  return found
}

/** Whole measures only, by level, then by `dataset/variable` without the year and in lower case. */
async function loadSeries(lecteur: Lecteur): Promise<Map<string, ByVariable>> {
  const rows = await findSeries(lecteur, 'sexe is null and age is null')
  return new Map(
    [...Map.groupBy(rows, (row) => row.niveau)].map(([niveau, own]) => {
      const byVariable: ByVariable = new Map()
      for (const row of own) {
        for (const name of namesOf(row.indicateur)) {
          const same = byVariable.get(name)
          if (same) same.push(row)
          else byVariable.set(name, [row])
        }
      }
      return [niveau, byVariable]
    }),
  )
}

/** `cc_filosofi/TP6021` answers to itself and to every way of taking two digits of it for a year. */
function namesOf(indicateur: string): string[] {
  const name = indicateur.toLowerCase()
  const slash = name.lastIndexOf('/')
  const names = [name, ...plainNameOf(name)]
  for (let at = slash + 1; at < name.length - 1; at++) {
    if (/^\d\d$/.test(name.slice(at, at + 2))) names.push(`${name.slice(0, at)}{aa}${name.slice(at + 2)}`)
  }
  return names
}

/** `tp60_qp24_filo21`, as regional portals write it, is the variable `tp60` of the quartiers of 2024. */
function plainNameOf(name: string): string[] {
  const plain = name.replace(/_(?:rp|filo|bpe|caf|ft|de|reg|sirene)\d{2}$/, '').replace(/_qp(?:15|24)$/, '')
  return plain === name ? [] : [plain]
}

function resolutionIn(series: ByVariable, indicateur: Indicateur): Resolution {
  const of = (dataset: string, variable: string) => series.get(`${dataset}/${variable}`.toLowerCase()) ?? []
  return {
    published: indicateur.published.flatMap(({ dataset, variable, scale }, priority) =>
      of(dataset, variable).map((serie) => ({ serie, scale: scale ?? 1, priority })),
    ),
    computed: indicateur.computed.flatMap((formula) =>
      groupsOf(formula, (variable) => formula.datasets.flatMap((dataset) => of(dataset, variable))),
    ),
  }
}

/** One group per period and import that has every variable of the formula. */
function groupsOf(formula: ComputedAs, seriesOf: (variable: string) => SerieRow[]): ComputedGroup[] {
  const keyOf = (row: SerieRow) => `${row.periode} ${row.import} ${row.geographie}`
  const columns = [...formula.numerators, ...formula.denominators].map(
    (variable) => new Map(seriesOf(variable).map((row) => [keyOf(row), row])),
  )
  const [first] = columns
  if (!first) return []
  return [...first.keys()].flatMap((key) => {
    const rows = columns.flatMap((column) => column.get(key) ?? [])
    if (rows.length < columns.length) return []
    const cut = formula.numerators.length
    return [{ formula, numerators: rows.slice(0, cut), denominators: rows.slice(cut) }]
  })
}
