import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ImportOptions, type ImportReport, importFile } from './import.server.ts'
import { type Lac, openLac } from './imports.server.ts'
import { openLecteur } from './lecture.server.ts'
import { getValeur, parsePlace } from './valeur.server.ts'
import type { Valeur } from './valeur.ts'

/** A store of its own for one test file, with short ways to import and read back. */
export interface TestLac {
  lac: Lac
  folder: string
  import: (path: string, options?: ImportOptions) => Promise<ImportReport>
  /** Imports a text or bytes under this name. */
  take: (name: string, content: string | Uint8Array, options?: ImportOptions) => Promise<ImportReport>
  valeur: (indicateur: string, lieu: string, periode?: string) => Promise<Valeur>
  remove: () => void
}

export function aLac(): TestLac {
  const folder = mkdtempSync(join(tmpdir(), 'lac-'))
  const lac = openLac(folder)
  const take = (name: string, content: string | Uint8Array, options?: ImportOptions) => {
    writeFileSync(join(folder, name), content)
    return importFile(lac, join(folder, name), options)
  }
  return {
    lac,
    folder,
    take,
    import: (path, options) => importFile(lac, path, options),
    valeur: async (indicateur, lieu, periode) => {
      const lecteur = await openLecteur(lac)
      try {
        return await getValeur(lecteur, { indicateur, lieu: parsePlace(lieu), periode })
      } finally {
        lecteur.close()
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
