import type { ReportLine } from '#app/lib/tables/index.ts'
import type { CodeRole, CountPart } from '#data/sources/contract.ts'
import { describeKeys, joinPlaces } from './cellules.server.ts'
import type { Duck } from './duckdb.server.ts'
import {
  addCounts,
  copyFacts,
  type PartContext,
  type PartResult,
  SERIES_PER_PART,
  usedSeries,
  type Written,
} from './faits.server.ts'
import { placeCodes } from './lieux.server.ts'
import { loadRaw } from './raw-table.server.ts'
import { SerieBook } from './series.ts'

/** Counts individual objects by place and kind, at each level asked for. */
export async function writeCounts(context: PartContext, part: CountPart): Promise<PartResult> {
  const raw = await loadRaw(context.duck, part.sheet, { name: 'brut', folder: context.folder })
  const result: PartResult = {
    rowsRead: raw.rowCount,
    rowsKept: 0,
    series: [],
    observations: 0,
    byStatut: {},
    flags: [...raw.flags],
  }
  for (const [at, role] of [part.code, ...part.alsoAt].entries()) {
    const shifted = {
      ...context,
      part: context.part + at,
      firstSerie: context.firstSerie + at * SERIES_PER_PART,
    }
    const level = await countAt(shifted, part, role)
    result.series.push(...level.series)
    result.observations += level.observations
    if (at === 0) result.rowsKept = level.kept
    // The same rows are read at each level: kinds left aside are said once, places at each level.
    result.flags.push(...(at === 0 ? [...level.flags, ...level.aside] : level.flags))
  }
  result.byStatut.normal = result.observations
  await context.duck.run('drop view brut_lignes; drop table brut')
  return result
}

async function countAt(context: PartContext, part: CountPart, role: CodeRole) {
  const { duck } = context
  const placed = await placeCodes(duck, role, { target: 'lieux', variants: [], seen: null })
  const book = new SerieBook()
  const describe = (keys: string[]) => {
    const outcome = part.describe(keys)
    return 'aside' in outcome ? outcome : [outcome]
  }
  const flags = await describeKeys(duck, { keys: part.keys, values: [0], describe }, book)
  const keyJoin =
    part.keys.map((key, at) => `coalesce(trim(b.c${key}), '') = k.k${at}`).join(' and ') || 'true'
  const unweighed = part.weight === null ? [] : await findUnweighed(duck, part.weight)
  const weight = part.weight === null ? 'count(*)' : `sum(try_cast(b.c${part.weight} as double))`
  await duck.run(`create or replace table faits as select
    (${context.firstSerie} + k.s0 * 100 + l.variante)::integer as serie,
    l.code, (${weight})::double as valeur, 'normal'::statut as statut
    from brut_lignes b ${joinPlaces(role)} join cles k on ${keyJoin} group by all`)
  const total: Written = { observations: 0, byStatut: {}, flags: [] }
  await addCounts(duck, total)
  await copyFacts(context, { chunk: 0, isByPlace: false })
  const series = await usedSeries(context, book, { variants: placed.variants, geographie: part.geographie })
  return {
    series,
    observations: total.observations,
    kept: placed.kept,
    flags: placed.flags,
    aside: [...flags, ...unweighed],
  }
}

/** Objects whose weight is not a number would vanish from a sum: they are told. */
async function findUnweighed(duck: Duck, column: number): Promise<ReportLine[]> {
  const found = await duck.rows<{
    texte: string | null
    n: bigint
    ligne: number
  }>(`select c${column} as texte,
    count(*) as n, min(ligne) as ligne from brut_lignes where try_cast(c${column} as double) is null group by all limit 100`)
  return found.map(({ texte, n, ligne }) => ({
    line: ligne,
    column: null,
    code: 'quantite-illisible',
    message: `« ${texte ?? ''} » n’est pas une quantité : ${n} ligne(s) ne sont pas comptées.`,
    count: Number(n),
  }))
}
