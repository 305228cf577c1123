import { z } from 'zod'
import { formatDate } from '#app/lib/dates.ts'
import { isoDay } from '#app/lib/form-values.ts'
import { type Fields, text } from '#app/platform/fields.ts'
import { shortText } from './document.schema.ts'

export const posteInput = z.object({
  intitule: z.string().trim().min(1).max(200),
  organisationId: z.uuid(),
  service: shortText,
  dansLaDirection: z.boolean(),
  missionAnnexe: shortText,
  debut: isoDay,
  fin: isoDay.nullable(),
})

export type PosteInput = z.infer<typeof posteInput>

export const posteFields = {
  intitule: { label: 'Intitulé du poste', hint: 'Le poste, jamais la personne.', cell: text },
  organisationId: { label: 'Employeur', cell: (id, labels) => labels('organisation', id) },
  service: { label: 'Direction ou service', cell: text },
  dansLaDirection: { label: 'Dans la direction du projet', cell: (inside) => (inside ? 'oui' : 'non') },
  missionAnnexe: { label: 'Mission annexe', cell: text },
  debut: { label: 'Depuis le', cell: formatDate },
  fin: { label: 'Jusqu’au (exclu)', cell: (day) => (day ? formatDate(day) : '') },
} satisfies Fields<PosteInput>

export const missionsInput = z.object({
  principaux: z.array(z.uuid()),
  secondaires: z.array(z.uuid()),
})

/** The axes of a post and its FTE by year. */
export interface Missions extends z.infer<typeof missionsInput> {
  etp: ReadonlyArray<{ annee: number; etp: number }>
}

export const missionsWords = {
  principaux: { label: 'Axes, à titre principal' },
  secondaires: { label: 'Axes, à titre secondaire' },
}
