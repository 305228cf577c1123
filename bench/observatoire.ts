import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import {
  gatherImports,
  importFile,
  type Lac,
  openLac,
  openLecteur,
} from '#app/features/observatoire/index.server.ts'
import { getCarte, getPortrait } from '#app/features/observatoire/portrait.server.ts'

const COMMUNES = 35_000
const INDICATORS = 60

/**
 * The statistical store beside DuckDB alone, in one run: import of a national file, one indicator over every commune,
 * a portrait of 60 indicators × 10 years × 5 comparators, and the same portrait with ten times more years.
 */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'maillage-lac-'))
  try {
    await measureImport(folder)
    await measureReading(folder)
    await measureGrowth(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function codeOf(at: number): string {
  return `${String(1 + Math.floor(at / 400)).padStart(2, '0')}${String(1 + (at % 400)).padStart(3, '0')}`
}

/** A national file in the form of the census: one row per commune, numbers, some secrets. Drawn from no real figure. */
function writeNational(path: string, year: number, communes: number): void {
  const short = String(year % 100).padStart(2, '0')
  const names = Array.from({ length: INDICATORS }, (_, at) => `P${short}_V${at}`)
  const lines = [['CODGEO', ...names].join(';')]
  for (let place = 0; place < communes; place++) {
    const cells = names.map((_, at) =>
      (place * 31 + at * 17) % 11 === 0 ? 's' : `${(place * 7 + at * year) % 9973},${at % 10}`,
    )
    lines.push([codeOf(place), ...cells].join(';'))
  }
  writeFileSync(path, `${lines.join('\n')}\n`)
}

async function bare(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  return instance.connect()
}

async function time(work: () => Promise<unknown>, times = 1): Promise<number> {
  const durations: number[] = []
  for (let turn = 0; turn < times; turn++) {
    const begun = performance.now()
    await work()
    durations.push(performance.now() - begun)
  }
  return durations.sort((one, other) => one - other)[Math.floor(times / 2)] ?? 0
}

const ratio = (ours: number, theirs: number) =>
  `${ours.toFixed(0)} ms against ${theirs.toFixed(0)} ms, ratio ${(ours / theirs).toFixed(2)}`

async function measureImport(folder: string): Promise<void> {
  const csv = join(folder, 'national.csv')
  writeNational(csv, 2018, COMMUNES)
  const duck = await bare()
  const read = `read_csv('${csv}', delim=';', header=true, all_varchar=true)`
  const cells = `select CODGEO, v, try_cast(replace(t, ',', '.') as double) x, t from (unpivot (from ${read}) on columns(* exclude (CODGEO)) into name v value t)`
  const wide = await time(
    () => duck.run(`copy (from ${read}) to '${folder}/w.parquet' (format parquet, compression zstd)`),
    3,
  )
  const long = await time(
    () => duck.run(`copy (${cells}) to '${folder}/l.parquet' (format parquet, compression zstd)`),
    3,
  )
  const both = await time(async () => {
    for (const order of ['v', 'CODGEO'])
      await duck.run(
        `copy (${cells} order by ${order}) to '${folder}/s.parquet' (format parquet, compression zstd)`,
      )
  }, 3)
  let turn = 0
  const ours = await time(() => importFile(openLac(join(folder, `import-${turn++}`)), csv), 3)
  console.log(
    `import of ${COMMUNES} communes × ${INDICATORS} columns, DuckDB copying the table as it is: ${ratio(ours, wide)}`,
  )
  console.log(`  against DuckDB writing it long, once, unsorted: ${ratio(ours, long)}`)
  console.log(`  against DuckDB writing it long in both sorted layouts: ${ratio(ours, both)}`)
}

async function importYears(folder: string, years: number, communes: number): Promise<Lac> {
  const lac = openLac(join(folder, `annees-${years}-${communes}`))
  for (let year = 2019 - years; year < 2019; year++) {
    const csv = join(folder, `annee.csv`)
    writeNational(csv, year, communes)
    await importFile(lac, csv)
  }
  return lac
}

const PLACES = [5, 400, 800, 1200, 1600, 2000].map((at) => ({ niveau: 'commune' as const, code: codeOf(at) }))

function variables(years: number): string[] {
  const all: string[] = []
  for (let year = 2019 - years; year < 2019; year++) {
    for (let at = 0; at < INDICATORS; at++)
      all.push(`base_cc_recensement/P${String(year % 100).padStart(2, '0')}_V${at}`)
  }
  return all
}

async function measureReading(folder: string): Promise<void> {
  const lac = await importYears(folder, 10, COMMUNES)
  await gatherImports(lac)
  const lecteur = await openLecteur(lac)
  const duck = await bare()
  const files = `${lac.root}/imports/*/par-indicateur/*.parquet`
  const one = [...lecteur.imports.keys()][0] ?? ''
  const bareMap = await time(
    () =>
      duck
        .runAndReadAll(
          `select code, valeur, statut from read_parquet('${lac.root}/imports/${one}/par-indicateur/*.parquet') where serie = 300`,
        )
        .then((reader) => reader.getRowObjectsJS()),
    9,
  )
  const map = await time(
    () => getCarte(lecteur, { indicateur: 'base_cc_recensement/P09_V3', niveau: 'commune', periode: '2009' }),
    9,
  )
  console.log(`one indicator over ${COMMUNES} communes: ${ratio(map, bareMap)}`)
  const codes = PLACES.map(({ code }) => `'${code}'`).join(', ')
  await duck.run(`create table tout as from read_parquet('${files}', filename = true) order by code`)
  await duck.run(
    `copy tout to '${folder}/tout.parquet' (format parquet, compression zstd, row_group_size 20480)`,
  )
  const barePortrait = await time(
    () =>
      duck
        .runAndReadAll(`from '${folder}/tout.parquet' where code in (${codes})`)
        .then((reader) => reader.getRowObjectsJS()),
    9,
  )
  const portrait = await time(() => getPortrait(lecteur, { places: PLACES, indicateurs: variables(10) }), 9)
  console.log(`portrait, 60 indicators × 10 years × 6 places: ${ratio(portrait, barePortrait)}`)
  lecteur.close()
}

async function measureGrowth(folder: string): Promise<void> {
  const times: number[] = []
  for (const years of [4, 40]) {
    const lac = await importYears(folder, years, 4_000)
    while ((await gatherImports(lac)) > 0);
    const lecteur = await openLecteur(lac)
    times.push(await time(() => getPortrait(lecteur, { places: PLACES, indicateurs: variables(4) }), 9))
    lecteur.close()
  }
  const [few = 0, many = 0] = times
  console.log(`growth: the same portrait with ten times more years in the store, ${ratio(many, few)}`)
}
