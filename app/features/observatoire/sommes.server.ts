import { join } from 'node:path'
import { known, MISSING_STATUSES, missing, statusLabels, type Value } from '#stats/value.ts'
import { text } from './duckdb.server.ts'
import { importFolder } from './imports.server.ts'
import type { Lecteur, SerieRow } from './lecture.server.ts'

interface SumRow {
  import: string
  serie: number
  somme: number | null
  lignes: number
  connues: number
  secret: number
  nonSignificatif: number
  sansObjet: number
  perturbe: number
  estime: number
}

/** The sum of each series over some places, by `import serie`; a series that has no row of them is absent. */
export type Sums = ReadonlyMap<string, Value>

/** How a series is found again in sums. */
export function keyOf(serie: Pick<SerieRow, 'import' | 'serie'>): string {
  return `${serie.import} ${serie.serie}`
}

/**
 * Adds series up over places inside the store: a county or the whole country costs no more than a few rows. A place
 * without a row, or without a number, makes the sum missing: the sum of the others would be wrong, or give it away.
 */
export async function readSums(
  lecteur: Lecteur,
  series: readonly SerieRow[],
  codes: readonly string[],
): Promise<Sums> {
  if (series.length === 0 || codes.length === 0) return new Map()
  const members = await membersTable(lecteur, codes)
  const selects = [...Map.groupBy(series, (serie) => serie.import)].map(([id, own]) => {
    const path = join(importFolder(lecteur.lac, id), 'par-indicateur', '*.parquet')
    const numbers = [...new Set(own.map(({ serie }) => serie))].join(', ')
    const count = (statut: string) => `count(*) filter (statut = ${text(statut)})::integer`
    return `select ${text(id)} as import, serie, sum(valeur) as somme, count(*)::integer as lignes,
      count(valeur)::integer as connues, ${count('secret')} as secret, ${count('non_significatif')} as "nonSignificatif",
      ${count('sans_objet')} as "sansObjet", ${count('perturbe')} as perturbe, ${count('estime')} as estime
      from read_parquet(${text(path)}) semi join ${members} using (code) where serie in (${numbers}) group by serie`
  })
  const rows = await lecteur.duck.rows<SumRow>(selects.join(' union all '))
  return new Map(rows.map((row) => [keyOf(row), valueOfSum(row, codes.length)]))
}

const tables = new WeakMap<Lecteur, Map<string, Promise<string>>>()

/** The places as a table of the reader, made once. */
function membersTable(lecteur: Lecteur, codes: readonly string[]): Promise<string> {
  const own = tables.get(lecteur) ?? new Map<string, Promise<string>>()
  tables.set(lecteur, own)
  const key = codes.join(' ')
  const found = own.get(key) ?? makeTable(lecteur, `membres_${own.size}`, codes)
  own.set(key, found)
  return found
}

async function makeTable(lecteur: Lecteur, name: string, codes: readonly string[]): Promise<string> {
  await lecteur.duck.run(`create table ${name} (code varchar)`)
  await lecteur.duck.append(
    name,
    codes.map((code) => [code]),
  )
  return name
}

function valueOfSum(row: SumRow, wanted: number): Value {
  if (row.perturbe > 0 && wanted > 1) {
    return missing(
      'indisponible',
      'Effectifs perturbés par le producteur pour protéger les personnes : ils ne s’additionnent pas.',
    )
  }
  if (row.connues === wanted && row.somme !== null)
    return known(row.somme, row.estime > 0 ? 'estime' : 'normal')
  const gaps = { secret: row.secret, non_significatif: row.nonSignificatif, sans_objet: row.sansObjet }
  const others = wanted - row.connues - row.secret - row.nonSignificatif - row.sansObjet
  const counts = { ...gaps, indisponible: others }
  const said = MISSING_STATUSES.filter((status) => counts[status] > 0)
  const words = said.map((status) => `${counts[status]} ${statusLabels[status]}`).join(', ')
  const missed = wanted - row.connues
  const plural = missed > 1 ? 'valeurs manquent' : 'valeur manque'
  return missing(
    said[0] ?? 'indisponible',
    `Somme impossible : ${missed} ${plural} sur ${wanted} communes (${words}).`,
  )
}
