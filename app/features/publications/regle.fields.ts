import { type Fields, text } from '#app/platform/fields.ts'
import { formatMois } from './conservation.ts'
import type { RegleInput } from './regle.schema.ts'

export const regleFields = {
  dureeMois: { label: 'Durée, en mois', cell: formatMois },
  suspendue: {
    label: 'Destruction suspendue',
    hint: 'Contentieux, contrôle ou enquête : rien n’est détruit tant que c’est coché.',
    cell: (value) => (value ? 'suspendue' : ''),
  },
  motif: { label: 'Pourquoi', hint: 'Un texte, une décision, une affaire en cours.', cell: text },
} satisfies Fields<RegleInput>
