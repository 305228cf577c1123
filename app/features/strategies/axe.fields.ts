import { formatDate } from '#app/lib/dates.ts'
import { type Fields, text } from '#app/platform/fields.ts'
import type { AxeInput, ThemeInput } from './axe.schema.ts'

export const axeFields = {
  arbreId: { label: 'Arbre', cell: text },
  parentId: { label: 'Rattaché à', cell: (id, labels) => (id ? labels('axe', id) : '') },
  numero: {
    label: 'Numéro',
    hint: '4, 4.1, 4.1.a : c’est un nom, les liens n’en dépendent pas.',
    cell: text,
  },
  titre: { label: 'Titre', cell: text },
  court: { label: 'Nom court', hint: 'Pour les tableaux et les graphiques.', cell: text },
  texte: { label: 'Texte', cell: text },
  debut: { label: 'Vaut depuis le', cell: formatDate },
} satisfies Fields<AxeInput>

export const themeFields = {
  nom: { label: 'Nom', cell: text },
  description: { label: 'Description', cell: text },
  debut: { label: 'Suivi depuis le', cell: formatDate },
  fin: { label: 'Jusqu’au (exclu)', cell: (day) => (day ? formatDate(day) : '') },
} satisfies Fields<ThemeInput>
