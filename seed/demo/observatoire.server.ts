import { existsSync } from 'node:fs'
import { importFile, openLac } from '#app/features/observatoire/index.server.ts'
import { projectPath } from '#app/platform/root.server.ts'

/** Real figures of the 35 communes, cut out of the files of Insee under open licence: enough for a portrait and a map. */
const FILES = ['base_cc_comparateur.csv', 'cc_filosofi_2021_COM.csv']

/** Brings the figures of the demonstration, once: an import undone by someone does not come back. */
export async function seedFigures(dataDir: string): Promise<void> {
  const lac = openLac(dataDir)
  if (existsSync(lac.root)) return
  for (const file of FILES) {
    await importFile(lac, projectPath(`seed/demo/observatoire/${file}`), {
      territoire: 'valenciennes-metropole',
    })
  }
}
