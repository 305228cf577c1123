import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { formatEuros } from '#app/lib/money.ts'
import { type Fields, text } from '#app/platform/fields.ts'
import type { RelaisInput } from './relais.schema.ts'
import { relaisDecisions } from './relais.words.ts'

const day = (date: IsoDate | null): string => (date ? formatDate(date) : '')

export const relaisFields = {
  finExterieure: { label: 'Fin de l’argent extérieur', cell: day },
  montantCentimes: { label: 'Montant annuel qui s’arrête (€)', cell: formatEuros },
  plan: {
    label: 'Chemin vers le droit commun',
    hint: 'Qui reprendrait quoi, avec quels moyens ordinaires.',
    cell: text,
  },
  deciderAvant: { label: 'Décider avant le', cell: day },
  responsableId: {
    label: 'Qui prépare la décision',
    cell: (id, labels) => (id ? labels('organisation', id) : ''),
  },
  decision: { label: 'Décision', cell: (its) => (its ? relaisDecisions[its] : '') },
  decideLe: { label: 'Décidé le', cell: day },
} satisfies Fields<RelaisInput>
