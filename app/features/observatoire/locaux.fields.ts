import { type Fields, text } from '#app/platform/fields.ts'
import { themeLabels } from './catalogue.ts'
import type { IndicateurLocalInput } from './locaux.schema.ts'
import { natures, sensLabels } from './locaux.ts'

export const indicateurLocalFields = {
  libelle: {
    label: 'Intitulé',
    hint: '« Enfants suivis par le programme de réussite éducative ».',
    cell: text,
  },
  code: {
    label: 'Nom court',
    hint: 'Le nom que prennent les formules : LOC_ENFANTS_PRE. Laissé vide, il est tiré de l’intitulé.',
    cell: text,
  },
  definition: { label: 'Définition', hint: 'Qui ou quoi est compté, quand, par qui.', cell: text },
  theme: { label: 'Thème', cell: (theme) => themeLabels[theme] },
  nature: {
    label: 'Ce que c’est',
    hint: 'Un effectif de 1 à 4 est masqué partout ; un taux ou un indice est montré tel quel.',
    cell: (nature) => natures[nature],
  },
  unite: { label: 'Unité', hint: 'personnes, enfants, %, €… ; vide pour une formule.', cell: text },
  sens: { label: 'Comment le lire', cell: (sens) => sensLabels[sens] },
  source: { label: 'Qui donne ces chiffres', hint: 'Un service, une structure, une enquête.', cell: text },
  totalId: {
    label: 'Partie de',
    hint: '« Femmes » est une partie de « Personnes accompagnées » : la différence est protégée aussi.',
    cell: text,
  },
  formule: {
    label: 'Formule',
    hint: 'pourcent(LOC_ENFANTS_PRE; POP_TOTAL), pour_mille(…), ecart(…), @epci et @france pour comparer.',
    cell: text,
  },
} satisfies Fields<IndicateurLocalInput>
