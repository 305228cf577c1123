import { formatDate } from '#app/lib/dates.ts'
import { type Fields, text } from '#app/platform/fields.ts'
import { roleNames } from '#app/platform/permissions.ts'
import type { AffectationInput, DemandeInput, InvitationInput, PersonneInput } from './personne.schema.ts'

export const personneFields = {
  nom: { label: 'Nom', cell: text },
  courriel: { label: 'Adresse électronique', hint: 'L’adresse professionnelle.', cell: text },
  telephone: { label: 'Téléphone', cell: text },
} satisfies Fields<PersonneInput>

export const affectationFields = {
  organisationId: { label: 'Organisation', cell: (id, labels) => labels('organisation', id) },
  fonction: {
    label: 'Fonction',
    hint: 'Par exemple : cheffe de projet, élu à la cohésion sociale.',
    cell: text,
  },
  role: { label: 'Rôle dans Maillage', cell: (role) => roleNames[role] },
  axeId: {
    label: 'Limité à un axe',
    hint: 'La personne lit tout, mais ne modifie que cet axe.',
    cell: (id, labels) => (id ? labels('axe', id) : ''),
  },
  communeCode: {
    label: 'Limité à une commune',
    hint: 'La personne lit tout, mais ne modifie que cette commune.',
    cell: (code, labels) => (code ? labels('commune', code) : ''),
  },
  debut: { label: 'À partir du', cell: formatDate },
  fin: {
    label: 'Jusqu’au (exclu)',
    hint: 'Laissez vide si la fin n’est pas connue.',
    cell: (day) => (day ? formatDate(day) : ''),
  },
} satisfies Fields<AffectationInput>

export const invitationFields = {
  nom: personneFields.nom,
  courriel: { label: 'Adresse électronique', hint: 'L’invitation y est envoyée.', cell: text },
  ...affectationFields,
} satisfies Fields<InvitationInput>

export const demandeFields = {
  territoire: { label: 'Territoire', cell: text },
  organisation: { label: 'Votre organisation', cell: text },
  fonction: { label: 'Votre fonction', cell: text },
} satisfies Fields<DemandeInput>
