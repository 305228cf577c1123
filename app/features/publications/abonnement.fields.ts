import { formatList } from '#app/lib/text.ts'
import { evenements } from '#app/platform/evenements.ts'
import type { Fields } from '#app/platform/fields.ts'
import type { AbonnementInput } from './abonnement.schema.ts'

export const abonnementFields = {
  nom: { label: 'Quel outil, de qui', cell: (nom) => nom },
  url: {
    label: 'Adresse à prévenir',
    hint: 'En https, joignable depuis Internet : une adresse privée ou une redirection est refusée.',
    cell: (url) => url,
  },
  evenements: {
    label: 'Ce dont il est prévenu',
    cell: (codes) => formatList(codes.map((code) => evenements[code].label)),
  },
} satisfies Fields<AbonnementInput>
