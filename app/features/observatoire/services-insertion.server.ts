import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openDuck, text, texts } from './duckdb.server.ts'
import { importFolder, type Lac, listActiveImports } from './imports.server.ts'

const TABLE = 'data_inclusion_services'
const MOST = 200
const MOST_KEPT = 200

/** A service of the data·inclusion offer, without the persons who answer for it. */
export interface ServiceInsertion {
  nom: string
  type: string
  commune: string
}

const kept = new Map<string, ReadonlyArray<ServiceInsertion>>()

/**
 * The services of these communes in the offer last imported, shared or of this territory; null when none was. Read once
 * for each set of communes: the same question comes back until another import.
 */
export async function listServicesInsertion(
  lac: Lac,
  { communes, territoire }: { communes: ReadonlyArray<string>; territoire: string },
): Promise<ReadonlyArray<ServiceInsertion> | null> {
  const files = (await listActiveImports(lac))
    .filter((one) => !one.territoire || one.territoire === territoire)
    .map((one) => join(importFolder(lac, one.id), `${TABLE}.parquet`))
    .filter((path) => existsSync(path))
  const last = files.at(-1)
  if (!last) return null
  const key = `${last} ${communes.toSorted().join()}`
  const found = kept.get(key) ?? (await readServices(last, communes))
  if (kept.size > MOST_KEPT) kept.clear()
  kept.set(key, found)
  return found
}

async function readServices(path: string, communes: ReadonlyArray<string>): Promise<ServiceInsertion[]> {
  const duck = await openDuck()
  try {
    const source = `read_parquet(${text(path)})`
    const columns = await duck.rows<{ column_name: string }>(`describe select * from ${source}`)
    const names = new Set(columns.map((its) => its.column_name))
    const first = (...wanted: string[]) => {
      const there = wanted.find((name) => names.has(name))
      return there ? `coalesce("${there}", '')` : "''"
    }
    // Schema v1 says type, v0 types; the code is that of the commune.
    return await duck.rows<ServiceInsertion>(`select ${first('nom')} as nom, ${first('type', 'types')} as type,
        ${first('commune')} as commune from ${source}
      where ${first('code_insee')} in ${texts(communes)} order by nom, commune limit ${MOST}`)
  } finally {
    duck.close()
  }
}
