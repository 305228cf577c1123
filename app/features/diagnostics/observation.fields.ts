import { formatDate } from '#app/lib/dates.ts'
import { type Fields, text } from '#app/platform/fields.ts'
import { type ContributionInput, certitudes, type ObservationInput, qualites } from './observation.schema.ts'

export const observationFields = {
  texte: {
    label: 'Ce qui est observé',
    hint: 'Des situations, jamais une personne : ni nom, ni adresse, ni détail qui la ferait reconnaître.',
    cell: text,
  },
  axeId: { label: 'Axe', cell: (id, labels) => (id ? labels('axe', id) : '') },
  communes: {
    label: 'Communes',
    cell: (codes, labels) => codes.map((it) => labels('commune', it)).join(', '),
  },
  qpvs: { label: 'Quartiers', cell: (codes, labels) => codes.map((it) => labels('qpv', it)).join(', ') },
  auteurQualite: { label: 'Qui l’observe', cell: (qualite) => qualites[qualite] },
  observeeLe: { label: 'Noté le', cell: formatDate },
  depuis: { label: 'Depuis quand', hint: 'Par exemple : depuis la rentrée, depuis deux ans.', cell: text },
  certitude: { label: 'Avec quelle certitude', cell: (certitude) => certitudes[certitude] },
  sources: { label: 'D’où cela vient', hint: 'Permanence, réunion, enquête, comptage…', cell: text },
  etiquettes: { label: 'Étiquettes', hint: 'Séparées par des virgules.', cell: text },
} satisfies Fields<ObservationInput>

export const contributionFields = {
  ...observationFields,
  contributeur: {
    label: 'Structure ou fonction',
    hint: 'Le nom de votre structure ou votre fonction, pas votre nom.',
    cell: text,
  },
} satisfies Fields<ContributionInput & { axeId: string | null }>
