import { z } from 'zod'
import { keysOf } from '#app/lib/choices.ts'
import { formatDate } from '#app/lib/dates.ts'
import { isoDay } from '#app/lib/form-values.ts'
import { type Fields, text } from '#app/platform/fields.ts'
import { shortText } from './document.schema.ts'

export const planDomaines = {
  habitat: 'Habitat',
  renouvellement_urbain: 'Renouvellement urbain',
  emploi: 'Emploi, développement économique',
  sport: 'Sport',
  culture: 'Culture',
  ecologie: 'Écologie urbaine',
  sante: 'Santé',
  mobilite: 'Mobilité',
  autre: 'Autre',
} as const

export const butLiens = {
  converge: 'converge',
  double: 'fait double emploi',
  contredit: 'contredit',
} as const

export type ButLien = keyof typeof butLiens

export const planInput = z.object({
  nom: z.string().trim().min(1).max(300),
  domaine: z.enum(keysOf(planDomaines)),
  direction: shortText,
  debut: isoDay.nullable(),
  fin: isoDay.nullable(),
})

export type PlanInput = z.infer<typeof planInput>

export const planFields = {
  nom: { label: 'Nom du plan', cell: text },
  domaine: { label: 'Domaine', cell: (domaine) => planDomaines[domaine] },
  direction: { label: 'Direction ou service qui le porte', cell: text },
  debut: { label: 'Début', cell: (day) => (day ? formatDate(day) : '') },
  fin: { label: 'Fin (premier jour où il ne vaut plus)', cell: (day) => (day ? formatDate(day) : '') },
} satisfies Fields<PlanInput>

export const butInput = z.object({ texte: z.string().trim().min(1).max(1000) })

export const lienInput = z.object({
  butId: z.uuid(),
  axeId: z.uuid(),
  lien: z.enum(keysOf(butLiens)),
  note: shortText,
})

export type LienInput = z.infer<typeof lienInput>
