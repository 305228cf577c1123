import { z } from 'zod'
import { keysOf } from '#app/lib/choices.ts'
import { axeTexte } from './axe.schema.ts'
import { documentNatures, shortText } from './document.schema.ts'

/** The skeleton of a strategy: what may serve elsewhere, without the places, the people nor the dates. */
export const strategieTrame = z.object({
  document: z
    .object({
      code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/),
      nature: z.enum(keysOf(documentNatures)),
      titre: z.string().trim().min(1).max(300),
      /** In reading order; `niveau` 0 is an axis, 1 an orientation, 2 an operational objective. */
      axes: z
        .array(axeTexte.extend({ niveau: z.int().min(0).max(5) }))
        .max(2_000)
        .refine(
          (axes) => axes.every(({ niveau }, rank) => niveau <= (axes[rank - 1]?.niveau ?? -1) + 1),
          'Un niveau n’est sous rien : le plan des axes est abîmé.',
        ),
    })
    .nullable(),
  themes: z.array(z.object({ nom: z.string().trim().min(1).max(200), description: shortText })).max(200),
})

export type StrategieTrame = z.infer<typeof strategieTrame>
