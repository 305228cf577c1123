import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ReportLine } from '#app/lib/tables/index.ts'
import { openDuck, text } from './duckdb.server.ts'
import { importFolder, type Lac, type Manifest } from './imports.server.ts'
import { type Frame, rupturesBetween } from './ruptures.rules.ts'
import type { Serie } from './series.ts'

interface Arriving {
  dataset: string
  millesime: string | null
  series: readonly Serie[]
}

/** What keeps a file that arrives from prolonging the ones already there, said in its report. */
export async function findRuptures(
  lac: Lac,
  arriving: Arriving,
  active: readonly Manifest[],
): Promise<ReportLine[]> {
  const before = active.filter(
    (one) => one.dataset === arriving.dataset && one.millesime !== arriving.millesime && one.observations > 0,
  )
  const nearest = before.toSorted((one, other) =>
    (other.millesime ?? '').localeCompare(one.millesime ?? ''),
  )[0]
  if (!nearest || arriving.series.length === 0) return []
  return rupturesBetween(
    { ...arriving, geographies: new Set(arriving.series.map(frameKey)) },
    { ...nearest, geographies: await geographiesOf(lac, nearest.id) },
  ).map(({ code, message }) => ({ line: null, column: null, code, message }))
}

function frameKey({ niveau, geographie }: Pick<Serie, 'niveau' | 'geographie'>): Frame {
  return `${niveau} ${geographie ?? ''}`
}

async function geographiesOf(lac: Lac, id: string): Promise<Set<Frame>> {
  const path = join(importFolder(lac, id), 'series.parquet')
  if (!existsSync(path)) return new Set()
  const duck = await openDuck()
  try {
    const rows = await duck.rows<Pick<Serie, 'niveau' | 'geographie'>>(
      `select distinct niveau, geographie from read_parquet(${text(path)})`,
    )
    return new Set(rows.map(frameKey))
  } finally {
    duck.close()
  }
}
