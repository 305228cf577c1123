import { type Fields, text } from '#app/platform/fields.ts'
import type { RapportInput } from './rapport.schema.ts'

export const rapportFields = {
  orientations: {
    label: 'Principales orientations du contrat de ville et projet de territoire',
    cell: text,
  },
  situation: {
    label: 'Évolution de la situation dans les quartiers prioritaires',
    hint: 'Au regard des objectifs de la loi et de ceux du contrat ; les données sont présentées par sexe.',
    cell: text,
  },
  actions: {
    label: 'Actions menées au bénéfice des habitants au titre de l’année écoulée',
    hint: 'La liste des actions de l’année vient du projet : dites ici ce qu’elle ne dit pas.',
    cell: text,
  },
  perspectives: {
    label: 'Perspectives d’évolution et améliorations nécessaires',
    hint: 'Droit commun, coordination, participation des habitants, évaluation.',
    cell: text,
  },
  articulation: {
    label: 'Articulation entre les volets social, urbain et économique',
    hint: 'Et, s’il y en a, les opérations de renouvellement urbain.',
    cell: text,
  },
  dsu: {
    label: 'Développement social urbain dans les communes bénéficiaires de la DSU',
    cell: text,
  },
} satisfies Fields<RapportInput>
