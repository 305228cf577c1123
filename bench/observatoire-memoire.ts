import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync, type WriteStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { projectPath } from '#app/platform/root.server.ts'
import { listCommunes } from '#geo/referentiel.ts'

const BYTES = 1_000_000_000

/** A delimited text of 1 GB read by the command of every day, in a process of its own: its highest memory. Aim: 1.5 GB. */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'maillage-memoire-'))
  try {
    const path = join(folder, 'delinquance-communale.csv')
    await writeLarge(path)
    const begun = performance.now()
    const { peak, code } = await readInItsOwnProcess(path, folder)
    const seconds = (performance.now() - begun) / 1000
    const size = (statSync(path).size / 1e9).toFixed(2)
    console.log(
      `${size} GB of CSV: highest memory ${Math.round(peak / 1024)} MB, ${seconds.toFixed(0)} s, exit ${code}`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const HEAD =
  'CODGEO_2025,annee,indicateur,unite_de_compte,nombre,taux_pour_mille,est_diffuse,insee_pop,insee_pop_millesime,insee_log,insee_log_millesime,complement_info_nombre,complement_info_taux'
const FACTS = ['Vols sans violence contre des personnes', 'Vols de véhicule', 'Cambriolages de logement']

/** The form of the national base of recorded crime, the largest of the files of its kind; numbers drawn from nothing. */
async function writeLarge(path: string): Promise<void> {
  const out = createWriteStream(path, { highWaterMark: 1 << 22 })
  out.write(`${HEAD}\n`)
  const codes = [...listCommunes()].map(({ code }) => code)
  let written = 0
  for (let year = 2024; written < BYTES; year--) {
    for (const code of codes) written += await writeCommune(out, { code, year })
  }
  out.end()
  await finished(out)
}

async function writeCommune(
  out: WriteStream,
  { code, year }: { code: string; year: number },
): Promise<number> {
  const lines = FACTS.map(
    (fact, at) =>
      `"${code}","${year}","${fact}","Infraction","${(year * 7 + at) % 997}","${at},4321000","diff","12345","2021","6000","2021","NA","NA"\n`,
  ).join('')
  if (!out.write(lines)) await once(out, 'drain')
  return lines.length
}

async function readInItsOwnProcess(
  path: string,
  folder: string,
): Promise<{ peak: number; code: number | null }> {
  const child = spawn(
    process.execPath,
    [projectPath('cli/maillage.ts'), 'import', path, '--dry-run', '--json'],
    {
      env: { ...process.env, MAILLAGE_DATA: join(folder, 'donnees') },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, highest(child.pid))
  }, 200)
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  clearInterval(watch)
  return { peak, code }
}

/** kB, as the kernel counts; 0 once the process is gone. */
function highest(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmHWM:\s+(\d+)/)?.[1] ?? 0)
  } catch {
    return 0
  }
}
