import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { openLac } from './imports.server.ts'
import { type Lecteur, openLecteur } from './lecture.server.ts'

interface Kept {
  state: string
  lecteur: Promise<Lecteur>
}

/** One reader a territory, as long as the store does not change. */
const kept = new Map<string, Kept>()

/** How long a reader that was replaced is left to those who are still reading with it. */
const GRACE_MS = 60_000

/** The reader of a territory, opened once and again after an import or its undoing, whichever process did it. */
export async function lecteurFor(dataDir: string, territoire: string): Promise<Lecteur> {
  const lac = openLac(dataDir)
  const key = `${lac.root} ${territoire}`
  const state = await stateOf(lac.root)
  const found = kept.get(key)
  if (found?.state === state) return found.lecteur
  const fresh = { state, lecteur: openLecteur(lac, territoire) }
  kept.set(key, fresh)
  if (found) closeLater(found)
  // A store that could not be opened is tried again at the next question.
  fresh.lecteur.catch(() => kept.get(key) === fresh && kept.delete(key))
  return fresh.lecteur
}

function closeLater({ lecteur }: Kept): void {
  const close = () => void lecteur.then((old) => old.close()).catch(() => undefined)
  setTimeout(close, GRACE_MS).unref()
}

/** Imports are folders that appear and go away whole: their names say everything. */
async function stateOf(root: string): Promise<string> {
  const names = await readdir(join(root, 'imports')).catch(() => [])
  const gathered = await stat(join(root, 'rangement', 'index.json')).catch(() => null)
  return `${names.sort().join(' ')} ${gathered?.mtimeMs ?? 0}`
}
