import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '#app/db/connection.server.ts'
import { Refusal } from '#app/lib/errors.ts'
import { exportTerritoire, readManifest, type TerritoireManifest } from './territoire-archive.server.ts'

interface Asked {
  /** The archive to compare with what this installation holds. */
  path: string
  dataDir: string
  now: Date
}

export interface Comparison {
  nom: string
  tables: Array<{ name: string; archived: number; here: number; equal: boolean }>
  files: { archived: number; different: string[] }
}

/** Whether the territory of an archive is here as it was there, table by table and file by file. */
export async function compareTerritoire(
  database: Database,
  { path, dataDir, now }: Asked,
): Promise<Comparison> {
  if (!existsSync(path)) throw new Refusal('fichier-absent', `${path} n’existe pas.`)
  mkdirSync(join(dataDir, 'depots'), { recursive: true })
  const work = mkdtempSync(join(dataDir, 'depots', 'comparaison-'))
  try {
    const archived = await readManifest(path, work)
    const again = join(work, 'ici.tar.gz')
    const here = await exportTerritoire(database, { slug: archived.slug, path: again, dataDir, now })
    return { nom: here.nom, tables: tablesOf(archived, here), files: filesOf(archived, here) }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function tablesOf(archived: TerritoireManifest, here: TerritoireManifest): Comparison['tables'] {
  const names = [...new Set([...archived.tables, ...here.tables].map(({ name }) => name))].sort()
  const rows = (of: TerritoireManifest, name: string): number =>
    of.tables.find((table) => table.name === name)?.rows ?? 0
  return names.map((name) => {
    const file = `donnees/${name}.jsonl`
    const equal = archived.empreintes[file] === here.empreintes[file]
    return { name, archived: rows(archived, name), here: rows(here, name), equal }
  })
}

function filesOf(archived: TerritoireManifest, here: TerritoireManifest): Comparison['files'] {
  const names = (of: TerritoireManifest) =>
    Object.keys(of.empreintes).filter((name) => name.startsWith('fichiers/'))
  const all = new Set([...names(archived), ...names(here)])
  return {
    archived: names(archived).length,
    different: [...all].filter((name) => archived.empreintes[name] !== here.empreintes[name]).sort(),
  }
}
