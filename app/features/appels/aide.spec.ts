import { z } from 'zod'
import type { EntitySpec } from '#app/platform/entity.server.ts'
import { aideInput } from './aide.schema.ts'

const decided = aideInput.extend({ nom: z.string() })

/** An aid comes from its source; only what the team decides of it is changed here, under its name. */
export const aideSpec = {
  entite: 'aide',
  table: 'aide',
  schema: decided,
  titre: (values) => values.nom,
} satisfies EntitySpec<typeof decided>
