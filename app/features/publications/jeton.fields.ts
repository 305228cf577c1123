import { formatDate } from '#app/lib/dates.ts'
import { formatList } from '#app/lib/text.ts'
import type { Fields } from '#app/platform/fields.ts'
import { type JetonInput, portees } from './jeton.schema.ts'

export const jetonFields = {
  nom: { label: 'À qui, pour quoi', hint: 'Le partenaire et son outil.', cell: (nom) => nom },
  portees: {
    label: 'Ce qu’il pourra lire',
    cell: (codes) => formatList(codes.map((code) => portees[code])),
  },
  expireLe: { label: 'Dernier jour', hint: 'Un an au plus.', cell: formatDate },
} satisfies Fields<JetonInput>
