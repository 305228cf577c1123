import { type Fields, text } from '#app/platform/fields.ts'
import type { RenduInput } from './compte-rendu.schema.ts'

export const renduFields = {
  miseEnOeuvre: {
    label: 'Comment l’action a été menée',
    hint: 'Ce qui a été fait, avec qui, et ce qui a changé par rapport au projet.',
    cell: text,
  },
  beneficiaires: { label: 'Nombre de bénéficiaires', cell: (its) => (its === null ? '' : String(its)) },
  beneficiairesDetail: {
    label: 'Qui sont-ils',
    hint: 'Âge, sexe, quartier : des nombres, jamais de noms.',
    cell: text,
  },
  datesLieux: { label: 'Dates et lieux', cell: text },
  objectifsAtteints: {
    label: 'Objectifs atteints',
    hint: 'Au regard des indicateurs du dossier, y compris ce qui n’a pas marché.',
    cell: text,
  },
  reglesRepartition: {
    label: 'Répartition des charges indirectes',
    hint: 'La règle suivie : part du temps, des surfaces, du budget…',
    cell: text,
  },
  ecarts: {
    label: 'Explication des écarts',
    hint: 'Nécessaire dès qu’une ligne s’écarte de plus de 10 % du prévu.',
    cell: text,
  },
  contributionsVolontaires: {
    label: 'Contributions volontaires en nature',
    hint: 'Bénévolat, prêt de locaux, dons : comment elles sont estimées.',
    cell: text,
  },
  observations: { label: 'Observations', cell: text },
  signataireNom: { label: 'Certifié exact par', cell: text },
  signataireFonction: { label: 'Fonction', cell: text },
} satisfies Fields<RenduInput>
