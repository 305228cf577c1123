import { type Fields, text } from '#app/platform/fields.ts'
import { type CaseInput, etages, type FlecheInput, solidites } from './logique.schema.ts'

export const caseFields = {
  etage: { label: 'Étage', cell: (its) => etages[its] },
  texte: { label: 'Texte de la case', hint: 'Quelques mots : la case est petite.', cell: text },
} satisfies Fields<CaseInput>

export const flecheFields = {
  deId: { label: 'De', cell: text },
  versId: { label: 'Vers', cell: text },
  hypothese: {
    label: 'Hypothèse',
    hint: 'Ce qui doit être vrai pour que l’un mène à l’autre.',
    cell: text,
  },
  solidite: { label: 'Solidité', cell: (its) => solidites[its] },
} satisfies Fields<FlecheInput>
