import { Refusal } from '#app/lib/errors.ts'
import { openTables } from '#app/lib/tables/index.ts'
import type { ReceivedFile } from '#app/platform/uploads.server.ts'
import type { Comma } from './attribution-cells.ts'
import { findHeaderIn, readAttributions } from './attributions-reading.ts'
import type { ReadFile } from './attributions-write.server.ts'

/** Reads a file that waits to be imported: its first list of subsidies. @throws Refusal when it holds none */
export async function rehearseAttributions(
  file: ReceivedFile,
  choice: { comma: Comma | null; attribuant: string },
): Promise<ReadFile> {
  const opened = await openTables(file.path)
  try {
    for (const table of opened.tables) {
      const header = await findHeaderIn(table)
      if (!header) continue
      const read = await readAttributions(table, header, choice)
      const flags = [...opened.flags, ...table.flags, ...read.flags]
      return {
        fichier: file.name,
        sha256: file.sha256,
        tableau: table.sheet ?? '',
        attribuant: choice.attribuant,
        read: { ...read, flags },
      }
    }
    const sentence =
      'Aucun tableau de ce fichier ne ressemble à une liste de subventions : il faut au moins un bénéficiaire, un montant, et un objet, une date ou une décision.'
    throw new Refusal('pas-de-subventions', sentence)
  } finally {
    await opened.close()
  }
}

/** What the person chose on the rehearsal: how commas are read, who attributes. */
export function choiceOf(given: { get: (name: string) => FormDataEntryValue | null }): {
  comma: Comma | null
  attribuant: string
} {
  const comma = given.get('virgule')
  return {
    comma: comma === 'decimale' || comma === 'milliers' ? comma : null,
    attribuant: String(given.get('attribuant') ?? '')
      .trim()
      .slice(0, 300),
  }
}
