import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Statut } from '#data/sources/statuts.ts'
import { type Duck, openDuck, text, texts } from './duckdb.server.ts'
import { importFolder, type Lac, listActiveImports, type Manifest } from './imports.server.ts'
import { type Rangement, readRangement } from './rangement.server.ts'

/** A series as the store keeps it, with the import that holds it. */
export interface SerieRow {
  import: string
  serie: number
  indicateur: string
  niveau: string
  geographie: string | null
  periode: string
  sexe: string | null
  age: string | null
  modalites: string | null
  unite: string | null
  libelle: string | null
}

export interface FactRow extends SerieRow {
  code: string
  valeur: number | null
  statut: Statut
}

/** Reads the active imports of a store. Its list of series is taken once: reopen it after an import. */
export interface Lecteur {
  lac: Lac
  duck: Duck
  imports: Map<string, Manifest>
  rangement: Rangement
  close: () => void
}

/**
 * Opens the store for reading, with every series of the active imports in memory. For a territory: what is shared, and
 * what is reserved to it; without one: everything.
 */
export async function openLecteur(lac: Lac, territoire?: string): Promise<Lecteur> {
  const all = await listActiveImports(lac)
  const imports = all.filter((one) => !territoire || !one.territoire || one.territoire === territoire)
  const duck = await openDuck({ memory: '1GB' })
  const files = imports
    .map((one) => join(importFolder(lac, one.id), 'series.parquet'))
    .filter((path) => existsSync(path))
  await duck.run(`create table series (import varchar, serie integer, indicateur varchar, niveau varchar,
    geographie varchar, periode varchar, sexe varchar, age varchar, modalites varchar, unite varchar, libelle varchar)`)
  if (files.length > 0) {
    await duck.run(`insert into series select parse_path(filename)[-2] as import, * exclude (filename)
      from read_parquet(${list(files)}, filename = true)`)
  }
  const rangement = await readRangement(lac)
  return { lac, duck, rangement, imports: new Map(imports.map((one) => [one.id, one])), close: duck.close }
}

function list(values: readonly string[]): string {
  return `[${values.map(text).join(', ')}]`
}

/** The series an SQL condition on the table `series` selects. */
export function findSeries(lecteur: Lecteur, condition: string): Promise<SerieRow[]> {
  return lecteur.duck.rows<SerieRow>(`select * from series where ${condition}`)
}

export interface FactQuery {
  series: readonly SerieRow[]
  /** Places wanted; every place when absent. */
  codes?: readonly string[]
}

/**
 * Facts of some series, at some places or everywhere. A few places are read in the layout by place, whole maps in the
 * layout by indicator: each query touches only the row groups it needs.
 */
export async function readFacts(lecteur: Lecteur, query: FactQuery): Promise<FactRow[]> {
  if (query.series.length === 0) return []
  const isLocal = query.codes !== undefined && query.codes.length <= FEW_PLACES
  const selects = isLocal ? selectsByPlace(lecteur, query) : selectsByIndicator(lecteur, query)
  const rows = await lecteur.duck.rows<FactKey & { code: string; valeur: number | null; statut: Statut }>(
    selects.join(' union all '),
  )
  const known = new Map(query.series.map((serie) => [`${serie.import} ${serie.serie}`, serie]))
  return rows.flatMap((row) => {
    const serie = known.get(`${row.import} ${row.serie}`)
    return serie ? [{ ...serie, code: row.code, valeur: row.valeur, statut: row.statut }] : []
  })
}

const FEW_PLACES = 60

interface FactKey {
  import: string
  serie: number
}

/** SQL of the facts of each import, from its layout by indicator. */
function selectsByIndicator(lecteur: Lecteur, query: FactQuery): string[] {
  return [...Map.groupBy(query.series, (serie) => serie.import)].map(([id, series]) =>
    selectFrom(
      { id, path: join(importFolder(lecteur.lac, id), 'par-indicateur', '*.parquet') },
      series,
      query.codes,
    ),
  )
}

/** The same from the layout by place: the files that gather several imports first, then the imports left alone. */
function selectsByPlace(lecteur: Lecteur, query: FactQuery): string[] {
  const byImport = Map.groupBy(query.series, (serie) => serie.import)
  const gathered = lecteur.rangement.flatMap(({ file, imports }) => {
    const found = imports.filter((id) => byImport.has(id))
    for (const id of found) byImport.delete(id)
    return found.length === 0 ? [] : [selectGathered(lecteur, { file, imports, found }, query)]
  })
  const alone = [...byImport].map(([id, series]) =>
    selectFrom(
      { id, path: join(importFolder(lecteur.lac, id), 'par-lieu', '*.parquet') },
      series,
      query.codes,
    ),
  )
  return [...gathered, ...alone]
}

function selectFrom(
  file: { id: string; path: string },
  series: readonly SerieRow[],
  codes: FactQuery['codes'],
): string {
  const numbers = series.map(({ serie }) => serie).join(', ')
  const places = codes ? `and code in ${texts(codes)}` : ''
  return `select ${text(file.id)} as import, serie, code, valeur, statut
    from read_parquet(${text(file.path)}) where serie in (${numbers}) ${places}`
}

interface Gathered {
  file: string
  imports: readonly string[]
  found: readonly string[]
}

/** Numbers of series are local to an import: more rows than asked for may come, sorted out by their import. */
function selectGathered(lecteur: Lecteur, { file, imports, found }: Gathered, query: FactQuery): string {
  const wanted = new Set(found)
  const numbers = new Set(query.series.filter((serie) => wanted.has(serie.import)).map(({ serie }) => serie))
  const path = text(join(lecteur.lac.root, 'rangement', file, '*.parquet'))
  return `select ([${imports.map(text).join(', ')}])[rang + 1] as import, serie, code, valeur, statut
    from read_parquet(${path}) where code in ${texts(query.codes ?? [])}
    and rang in (${found.map((id) => imports.indexOf(id)).join(', ')}) and serie in (${[...numbers].join(', ')})`
}
