import { formatDate } from '#app/lib/dates.ts'
import { type Fields, text } from '#app/platform/fields.ts'
import { type EngagementInput, engagementEtats, engagementNatures } from './engagement.schema.ts'

export const engagementFields = {
  documentId: { label: 'Document', cell: (id, labels) => labels('document', id) },
  organisationId: { label: 'Signataire', cell: (id, labels) => labels('organisation', id) },
  axeId: { label: 'Axe', cell: (id, labels) => (id ? labels('axe', id) : '') },
  nature: { label: 'Nature', cell: (nature) => engagementNatures[nature] },
  texte: { label: 'Engagement', cell: text },
  responsable: { label: 'Responsable', hint: 'Un service ou une fonction, jamais un nom.', cell: text },
  echeance: { label: 'Échéance', cell: (day) => (day ? formatDate(day) : '') },
  etat: { label: 'État', cell: (etat) => engagementEtats[etat] },
  motif: { label: 'Motif', hint: 'Nécessaire quand l’engagement est rompu ou abandonné.', cell: text },
  preuve: {
    label: 'Preuve',
    hint: 'Ce qui montre que l’engagement est tenu : document, délibération, fichier reçu.',
    cell: text,
  },
} satisfies Fields<EngagementInput>
