import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { projectPath } from '#app/platform/root.server.ts'
import { listCommunes } from '#geo/referentiel.ts'

const BYTES = 1_000_000_000
const COLUMNS = 300

/** A delimited text of 1 GB read by the command of every day, in a process of its own: its highest memory. Aim: 1.5 GB. */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'maillage-memoire-'))
  try {
    const path = join(folder, 'releve-2024.csv')
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

/** One row a commune and year: what a long local file of many measures looks like. */
async function writeLarge(path: string): Promise<void> {
  const out = createWriteStream(path, { highWaterMark: 1 << 22 })
  const names = Array.from({ length: COLUMNS }, (_, at) => `mesure ${at}`)
  out.write(`code;annee;${names.join(';')}\n`)
  const codes = [...listCommunes()].map(({ code }) => code)
  let written = 0
  for (let year = 2024; written < BYTES; year--) {
    for (const [at, code] of codes.entries()) {
      const line = `${code};${year};${names.map((_, column) => (at * 31 + column * 7 + year) % 9973).join(';')}\n`
      written += line.length
      if (!out.write(line)) await once(out, 'drain')
      if (written >= BYTES) break
    }
  }
  out.end()
  await finished(out)
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
