import { type Fields, text } from '#app/platform/fields.ts'
import type { PortailInput } from './portail.schema.ts'

export const portailFields = {
  ouvert: {
    label: 'Le portail est ouvert à tous',
    hint: 'Fermé, personne ne le voit, et ses adresses répondent comme si elles n’existaient pas.',
    cell: (value) => (value ? 'ouvert' : 'fermé'),
  },
  accroche: { label: 'Titre de la page d’accueil', cell: text },
  presentation: { label: 'Présentation', hint: 'Quelques phrases, sans sigle.', cell: text },
  participer: {
    label: 'Comment participer',
    hint: 'Montré à qui regarde son quartier : où et quand venir, à qui parler.',
    cell: text,
  },
  courriel: {
    label: 'Boîte générique',
    hint: 'Montrée en bas de chaque page. Jamais l’adresse d’une personne.',
    cell: text,
  },
} satisfies Fields<PortailInput>
