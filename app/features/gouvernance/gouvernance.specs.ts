import type { EntitySpec } from '#app/platform/entity.server.ts'
import { instanceInput, siegeInput } from './instance.schema.ts'
import { pointInput, seanceInput, suiteInput } from './seance.schema.ts'

/** How the records of this feature are kept. */
export const instanceSpec = {
  entite: 'instance',
  table: 'instance',
  schema: instanceInput,
  links: { axeIds: { table: 'instanceAxe', parent: 'instanceId', column: 'axeId' } },
  titre: (values) => values.nom,
} satisfies EntitySpec<typeof instanceInput>

export const siegeSpec = {
  entite: 'siege',
  table: 'siege',
  schema: siegeInput,
  titre: (values) => `Siège ${values.college}`.trim(),
} satisfies EntitySpec<typeof siegeInput>

export const seanceSpec = {
  entite: 'seance',
  table: 'seance',
  schema: seanceInput,
  titre: (values) => values.titre,
} satisfies EntitySpec<typeof seanceInput>

export const pointSpec = {
  entite: 'point',
  table: 'seancePoint',
  schema: pointInput,
  titre: (values) => values.titre,
} satisfies EntitySpec<typeof pointInput>

export const suiteSpec = {
  entite: 'suite',
  table: 'suite',
  schema: suiteInput,
  titre: (values) => values.texte,
} satisfies EntitySpec<typeof suiteInput>
