import { migrate } from '#app/db/migrate.server.ts'
import { inTerritoire } from '#app/db/territoire.server.ts'
import { Refusal } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import type { OpenedFile, ReportLine, Table } from '#app/lib/tables/index.ts'
import { readConfig } from '#app/platform/config.server.ts'
import { withDatabase } from '#app/platform/services.server.ts'
import { findTerritoireAsked } from '#app/platform/territoire-asked.server.ts'
import type { Comma } from './attribution-cells.ts'
import type { FoundHeader } from './attribution-headers.ts'
import { readAttributions } from './attributions-reading.ts'
import { type ReadFile, writeAttributions } from './attributions-write.server.ts'

export interface FileToKeep {
  opened: OpenedFile
  table: Table
  header: FoundHeader
  dryRun: boolean
  territoire: string | null
  comma: Comma | null
}

/** Reads a list of subsidies and keeps it in a territory, from the command line. A dry run opens no database. */
export async function keepAttributions(file: FileToKeep) {
  const read = await readAttributions(file.table, file.header, { comma: file.comma })
  const years = [...new Set(read.attributions.flatMap(({ annee }) => annee ?? []))].sort()
  const kept = file.dryRun ? null : await keep(file, readFileOf(file, read)).catch(elsewhereWhenServing)
  return {
    import: kept?.id ?? null,
    millesime: years.length === 1 ? String(years[0]) : null,
    rowsRead: read.lignesLues,
    rowsKept: read.attributions.length,
    observations: 0,
    byStatus: {},
    flags: [...(kept?.flags ?? []), ...read.flags],
  }
}

/** While the application serves, its folder is its own: the file is brought by the screen. */
function elsewhereWhenServing(error: unknown): never {
  if (!(error instanceof Refusal) || error.code !== 'dossier-occupe') throw error
  const sentence =
    'Maillage est en service : importez ce fichier par l’écran « Subventions publiées », ou arrêtez Maillage d’abord.'
  throw new Refusal('en-service', sentence)
}

function readFileOf(file: FileToKeep, read: ReadFile['read']): ReadFile {
  const { name, sha256 } = file.opened
  return { fichier: name, sha256, tableau: file.table.sheet ?? '', attribuant: '', read }
}

async function keep(file: FileToKeep, its: ReadFile): Promise<{ id: string | null; flags: ReportLine[] }> {
  return withDatabase(readConfig(), async ({ db }) => {
    await migrate(db)
    const territoire = await findTerritoireAsked(db, file.territoire)
    if (!territoire) return { id: null, flags: [noTerritory] }
    const author = { territoireId: territoire.id, nom: 'ligne de commande' }
    const { id, replaced } = await inTerritoire(db, territoire.id, async (tx) => {
      const written = await writeAttributions(tx, author, its)
      await tx
        .insertInto('journal')
        .values({
          territoireId: territoire.id,
          id: newId(),
          auteur: author.nom,
          operation: 'import_attributions.creer',
          entite: 'import_attributions',
          entiteId: written.id,
          titre: its.fichier,
        })
        .execute()
      return written
    })
    return { id, flags: keptFlags(territoire.slug, file.territoire, replaced) }
  })
}

const noTerritory: ReportLine = {
  line: null,
  column: null,
  code: 'sans-territoire',
  message:
    'Aucun territoire n’est choisi : le fichier est lu et vérifié, rien n’est rangé. Ajoutez --territoire.',
}

function keptFlags(slug: string, asked: string | null, replaced: number): ReportLine[] {
  const flags: ReportLine[] = []
  const add = (code: string, message: string) => flags.push({ line: null, column: null, code, message })
  if (asked === null)
    add('territoire-unique', `Rangé dans le seul territoire de cette installation, ${slug}.`)
  if (replaced > 0)
    add('deja-importe', 'Ce même fichier avait déjà été importé : le nouvel import le remplace.')
  return flags
}
