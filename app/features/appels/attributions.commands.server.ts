import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { getImport } from './attributions.queries.server.ts'
import {
  type ReadFile,
  setImportAside,
  type WrittenImport,
  writeAttributions,
} from './attributions-write.server.ts'

/** Keeps the subsidies of a file that was rehearsed. */
export async function importAttributions(tx: Tx, actor: Actor, file: ReadFile): Promise<WrittenImport> {
  if (!can(actor, 'subventions.importer')) throw new Forbidden()
  if (file.read.attributions.length === 0)
    throw new Refusal(
      'rien-a-garder',
      'Aucune ligne de ce fichier ne peut être gardée : lisez les remarques.',
    )
  const written = await writeAttributions(tx, actor, file)
  await writeJournal(tx, actor, {
    operation: 'import_attributions.creer',
    entite: 'import_attributions',
    entiteId: written.id,
    titre: file.fichier,
    changements: {
      lignesGardees: { avant: null, apres: file.read.attributions.length },
      sha256: { avant: null, apres: file.sha256 },
    },
  })
  return written
}

/** Undoes an import: its rows leave lists, sums and exports; the import stays in the history. */
export async function undoImport(tx: Tx, actor: Actor, id: string): Promise<void> {
  if (!can(actor, 'subventions.importer')) throw new Forbidden()
  const its = await getImport(tx, actor, id)
  if (its.annuleLe !== null) throw new Refusal('deja-annule', 'Cet import est déjà annulé.')
  if (its.remplacePar !== null)
    throw new Refusal(
      'deja-remplace',
      'Un import plus récent du même fichier a remplacé celui-ci : annulez l’autre.',
    )
  await setImportAside(tx, actor, id)
  await writeJournal(tx, actor, {
    operation: 'import_attributions.annuler',
    entite: 'import_attributions',
    entiteId: id,
    titre: its.fichier,
  })
}
