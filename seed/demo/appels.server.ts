import { importAides } from '#app/features/appels/aides.commands.server.ts'
import { rehearseAides } from '#app/features/appels/aides-rehearsal.server.ts'
import { importAttributions } from '#app/features/appels/attributions.commands.server.ts'
import { rehearseAttributions } from '#app/features/appels/attributions-rehearsal.server.ts'
import { sniffFile } from '#app/lib/tables/sniff.ts'
import { projectPath } from '#app/platform/root.server.ts'
import type { Seed } from './seed.ts'

/** The money we go and find: invented aids and subsidies, and said so. */
export const seedAppels: Seed = async (tx, actor) => {
  const { path, name, size, sha256 } = await sniffFile(projectPath('seed/demo/exemple-subventions-2017.csv'))
  const file = await rehearseAttributions({ path, name, size, sha256 }, { comma: null, attribuant: '' })
  await importAttributions(tx, actor, file)
  const source = 'exemple-aides.json'
  const { aides } = await rehearseAides(tx, projectPath('seed/demo', source))
  await importAides(tx, actor, { aides, source, exemple: true })
}
