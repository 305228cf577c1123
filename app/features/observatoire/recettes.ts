import { z } from 'zod'
import { type Header, plainName } from '#app/lib/tables/index.ts'
import { NIVEAUX } from '#data/sources/niveaux.ts'

/** How the columns of a table were matched once, to read the next files of the same shape without asking again. */
export const recette = z.object({
  nom: z
    .string()
    .trim()
    .regex(/^[a-z0-9-]{2,60}$/, 'Le nom s’écrit en minuscules, chiffres et tirets.'),
  producteur: z.string().trim().min(1),
  licence: z.string().trim().min(1),
  colonneLieu: z.string().trim().min(1),
  niveau: z.enum(NIVEAUX).nullable(),
  colonnePeriode: z.string().trim().min(1).nullable(),
  /** Period of every row, when no column says it. */
  periode: z.string().trim().min(1).nullable(),
  /** Columns that break the measures down. */
  ventilations: z.array(z.string().trim().min(1)),
  mesures: z
    .array(
      z.object({
        colonne: z.string().trim().min(1),
        variable: z.string().trim().min(1),
        unite: z.string().trim().min(1).nullable(),
        libelle: z.string().trim().min(1).nullable(),
      }),
    )
    .min(1),
})
export type Recette = z.infer<typeof recette>

/** The columns a recipe needs that a table does not have; none means that it applies. */
export function missingColumns(one: Recette, header: Header): string[] {
  const present = new Set(header.columns.map(plainName))
  const wanted = [one.colonneLieu, ...(one.colonnePeriode ? [one.colonnePeriode] : []), ...one.ventilations]
  return [...wanted, ...one.mesures.map(({ colonne }) => colonne)].filter(
    (name) => !present.has(plainName(name)),
  )
}
