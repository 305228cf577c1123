import { type Fields, text } from '#app/platform/fields.ts'
import type { AideInput } from './aide.schema.ts'
import { aideEtats } from './aide.words.ts'

export const aideFields = {
  etat: { label: 'Décision', cell: (etat) => aideEtats[etat] },
  motif: {
    label: 'Pourquoi',
    hint: 'Obligatoire pour écarter : la raison évite de réexaminer la même aide l’an prochain.',
    cell: text,
  },
  axeId: {
    label: 'Pour quel axe',
    hint: 'Les axes dont les mots sont dans cette aide viennent en premier.',
    cell: (id, labels) => (id ? labels('axe', id) : ''),
  },
} satisfies Fields<AideInput>
