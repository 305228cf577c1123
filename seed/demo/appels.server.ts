import { importAttributions } from '#app/features/appels/attributions.commands.server.ts'
import { rehearseAttributions } from '#app/features/appels/attributions-rehearsal.server.ts'
import { sniffFile } from '#app/lib/tables/sniff.ts'
import { projectPath } from '#app/platform/root.server.ts'
import type { Seed } from './seed.ts'

/** Subsidies of the EPCI in 2017, invented and said so, to publish in the national format. */
export const seedAppels: Seed = async (tx, actor) => {
  const { path, name, size, sha256 } = await sniffFile(projectPath('seed/demo/exemple-subventions-2017.csv'))
  const file = await rehearseAttributions({ path, name, size, sha256 }, { comma: null, attribuant: '' })
  await importAttributions(tx, actor, file)
}
