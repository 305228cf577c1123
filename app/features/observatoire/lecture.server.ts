import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Duck, openDuck, text, texts } from './duckdb.server.ts'
import { importFolder, type Lac, listActiveImports, type Manifest } from './imports.server.ts'
import type { Statut } from './statuts.ts'

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
  close: () => void
}

/** Opens the store for reading, with every series of the active imports in memory. */
export async function openLecteur(lac: Lac): Promise<Lecteur> {
  const imports = await listActiveImports(lac)
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
  return { lac, duck, imports: new Map(imports.map((one) => [one.id, one])), close: duck.close }
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
  const byImport = Map.groupBy(query.series, (serie) => serie.import)
  if (byImport.size === 0) return []
  const isLocal = query.codes !== undefined && query.codes.length <= 60
  const selects = [...byImport].map(([id, series]) => {
    const folder = join(importFolder(lecteur.lac, id), isLocal ? 'par-lieu' : 'par-indicateur')
    const numbers = series.map(({ serie }) => serie).join(', ')
    const places = query.codes ? `and code in ${texts(query.codes)}` : ''
    return `select ${text(id)} as import, serie, code, valeur, statut
      from read_parquet(${text(join(folder, '*.parquet'))}) where serie in (${numbers}) ${places}`
  })
  const rows = await lecteur.duck.rows<{
    import: string
    serie: number
    code: string
    valeur: number | null
    statut: Statut
  }>(selects.join(' union all '))
  const known = new Map(query.series.map((serie) => [`${serie.import} ${serie.serie}`, serie]))
  return rows.flatMap((row) => {
    const serie = known.get(`${row.import} ${row.serie}`)
    return serie ? [{ ...serie, code: row.code, valeur: row.valeur, statut: row.statut }] : []
  })
}
