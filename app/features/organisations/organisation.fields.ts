import { formatDate } from '#app/lib/dates.ts'
import { type Fields, text } from '#app/platform/fields.ts'
import type { OrganisationInput } from './organisation.schema.ts'
import { organisationNatures } from './organisation.words.ts'

export const organisationFields = {
  nom: { label: 'Nom', cell: text },
  sigle: { label: 'Sigle', cell: text },
  nature: { label: 'Nature', cell: (nature) => organisationNatures[nature] },
  siret: { label: 'SIRET', hint: '14 chiffres ; un numéro douteux est gardé et signalé.', cell: text },
  siren: { label: 'SIREN', cell: text },
  rna: { label: 'Numéro RNA', hint: 'Commence par W ; pour une association.', cell: text },
  communeCode: { label: 'Commune du siège', cell: (code, labels) => (code ? labels('commune', code) : '') },
  adresse: { label: 'Adresse', cell: text },
  courriel: {
    label: 'Courriel générique',
    hint: 'L’adresse de l’organisation, pas celle d’une personne.',
    cell: text,
  },
  telephone: { label: 'Téléphone', cell: text },
  siteWeb: { label: 'Site', cell: text },
  debut: { label: 'Présente depuis le', cell: (day) => (day ? formatDate(day) : '') },
  fin: {
    label: 'Jusqu’au (exclu)',
    hint: 'Laissez vide tant que l’organisation existe.',
    cell: (day) => (day ? formatDate(day) : ''),
  },
} satisfies Fields<OrganisationInput>
