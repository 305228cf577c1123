import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '#app/lib/errors.ts'

/**
 * Takes the data folder for this process. The embedded database does not defend itself: two processes on one
 * folder lose rows. A lock left by a dead process is taken over. Returns the function that gives it back.
 */
export function acquireLock(dataDir: string): () => void {
  const path = join(dataDir, 'verrou')
  if (!tryCreate(path)) {
    const owner = Number(readFileSync(path, 'utf8').trim())
    if (owner !== process.pid && isAlive(owner)) throw new Refusal('dossier-occupe', occupied(dataDir, owner))
    rmSync(path, { force: true })
    if (!tryCreate(path)) throw new Refusal('dossier-occupe', occupied(dataDir, owner))
  }
  const release = (): void => rmSync(path, { force: true })
  process.once('exit', release)
  return release
}

function occupied(dataDir: string, owner: number): string {
  return `Le dossier ${dataDir} est déjà utilisé par le processus ${owner} : arrêtez-le, ou choisissez un autre dossier avec MAILLAGE_DATA.`
}

function tryCreate(path: string): boolean {
  try {
    const file = openSync(path, 'wx')
    writeSync(file, String(process.pid))
    closeSync(file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
