import { z } from 'zod'
import { isoDay } from '#app/lib/form-values.ts'
import { longText, shortText } from './document.schema.ts'

/** The dated words of an axis, an orientation or an operational objective. */
export const axeTexte = z.object({
  numero: z.string().trim().min(1).max(20),
  titre: z.string().trim().min(1).max(500),
  court: z.string().trim().max(60),
  texte: longText,
})

export type AxeTexte = z.infer<typeof axeTexte>

export const axeTexteKeys = axeTexte.keyof().options

export const axeInput = axeTexte.extend({
  arbreId: z.uuid(),
  parentId: z.uuid().nullable(),
  debut: isoDay,
})

export type AxeInput = z.infer<typeof axeInput>

export const themeInput = z.object({
  nom: z.string().trim().min(1).max(200),
  description: shortText,
  debut: isoDay,
  fin: isoDay.nullable(),
})

export type ThemeInput = z.infer<typeof themeInput>

const levels = ['Axe', 'Orientation', 'Objectif opérationnel'] as const

/** What a node of the tree is called at its depth. */
export function levelName(depth: number): string {
  return levels[depth] ?? 'Sous-objectif'
}
