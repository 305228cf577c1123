import { formatDate } from '#app/lib/dates.ts'
import { type Fields, type Labels, text } from '#app/platform/fields.ts'
import type { MembershipInput, PerimetreInput } from './perimetre.schema.ts'

const names = (kind: 'commune' | 'qpv') => (codes: string[], labels: Labels) =>
  codes.map((code) => labels(kind, code)).join(', ')

export const perimetreFields = {
  nom: { label: 'Nom', hint: 'Comme on le dit : « les communes du contrat de ville ».', cell: text },
  description: { label: 'Description et source', cell: text },
  depuis: {
    label: 'Composition valable à partir du',
    hint: 'Avant ce jour, l’ancienne composition reste lisible.',
    cell: formatDate,
  },
  communes: { label: 'Communes', cell: names('commune') },
  qpvs: {
    label: 'Quartiers prioritaires',
    hint: 'Les deux générations restent séparées.',
    cell: names('qpv'),
  },
} satisfies Fields<PerimetreInput & MembershipInput>
