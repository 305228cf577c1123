import { formatMonth } from '#app/lib/dates.ts'
import { type Fields, text } from '#app/platform/fields.ts'
import type { ExperienceIdentite, ExperienceInput, ExperienceTexts } from './experience.schema.ts'

export const experienceIdentite = {
  titre: { label: 'Titre', cell: text },
  mois: {
    label: 'Date de la fiche',
    hint: 'Le mois où ce qu’elle dit était vrai : une fiche vieillit.',
    cell: formatMonth,
  },
  typeAction: { label: 'Type d’action', hint: 'Séparés par des points-virgules.', cell: text },
  departement: { label: 'Département', cell: text },
  surLeVif: { label: 'Sur le vif', hint: 'Une citation, courte.', cell: text },
  surLeVifFonction: {
    label: 'Fonction de la personne citée',
    hint: 'Sa fonction, jamais son nom.',
    cell: text,
  },
  nonMesure: { label: 'Les effets ne sont pas mesurés', cell: (value) => (value ? 'non mesuré' : '') },
} satisfies Fields<ExperienceIdentite>

/** The texts of a sheet, in the order they are read. */
export const experienceTexts = {
  porteurs: { label: 'Porteur(s) de l’action', cell: text },
  objectifs: { label: 'Objectif(s) et bref descriptif', hint: 'Cinq à dix lignes.', cell: text },
  origine: { label: 'Origine(s)', cell: text },
  description: { label: 'Description détaillée', cell: text },
  bilan: {
    label: 'Bilan',
    hint: 'Effets et limites, avec au moins un chiffre, sinon cochez « non mesuré ».',
    cell: text,
  },
  partenaires: { label: 'Partenaire(s)', cell: text },
  moyensHumains: { label: 'Moyens humains', cell: text },
  moyensFinanciers: { label: 'Moyens financiers', cell: text },
  moyensMateriels: { label: 'Moyens matériels', cell: text },
  notes: { label: 'Notes', cell: text },
  complement: { label: 'En complément', hint: 'Liens et pièces utiles.', cell: text },
  contact: {
    label: 'Contact',
    hint: 'Une fonction et une boîte générique : la fiche est faite pour être publiée.',
    cell: text,
  },
} satisfies Fields<ExperienceTexts>

export const experienceFields = {
  ...experienceIdentite,
  ...experienceTexts,
} satisfies Fields<ExperienceInput>
