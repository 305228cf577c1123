import { avisSens } from '#app/lib/avis.ts'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { type Fields, text } from '#app/platform/fields.ts'
import type {
  AppelInput,
  AvisInput,
  ConsultationInput,
  ContributionInput,
  DemarcheInput,
  PassageInput,
} from './demarche.schema.ts'
import { contributionNatures } from './demarche.words.ts'

const day = (its: IsoDate | null): string => (its ? formatDate(its) : '')

export const demarcheFields = {
  titre: {
    label: 'Titre',
    hint: '« Renouvellement du contrat de ville », « Avenant de mi-parcours ».',
    cell: text,
  },
  objet: { label: 'Pourquoi cette démarche', hint: 'Ce qui se décide, et pour quand.', cell: text },
  documentId: {
    label: 'Document à écrire',
    hint: 'En rédaction, ou en vigueur : le texte y sera alors porté par un avenant.',
    cell: text,
  },
  groupes: { label: 'Groupes qui contribuent', cell: (ids) => String(ids.length) },
  contributionsDu: { label: 'Contributions du', cell: day },
  contributionsAu: { label: 'Contributions jusqu’au', cell: day },
  redactionAu: { label: 'Rédaction jusqu’au', cell: day },
  consultationAu: { label: 'Avis jusqu’au', cell: day },
  points: {
    label: 'Points par personne et par axe',
    hint: 'Chacun les répartit entre les contributions d’un axe, trois au plus sur la même.',
    cell: String,
  },
} satisfies Fields<DemarcheInput>

export const appelFields = {
  axeId: { label: 'Sur quel axe', cell: (id, labels) => (id ? labels('axe', id) : 'Tout le document') },
  question: { label: 'La question posée', cell: text },
  echeance: {
    label: 'Répondre avant le',
    hint: 'Le lien s’ouvre jusqu’au soir de ce jour.',
    cell: formatDate,
  },
  groupes: { label: 'À tous les membres de', cell: (ids) => String(ids.length) },
  adresses: {
    label: 'Et à d’autres, par courriel',
    hint: 'Une adresse par ligne ; devant, si vous voulez, à qui elle est : « Centre social Dutemple, contact@exemple.fr ».',
    cell: text,
  },
} satisfies Fields<AppelInput>

export const contributionFields = {
  axeId: { label: 'Sur quel axe', cell: (id, labels) => (id ? labels('axe', id) : 'Tout le document') },
  nature: { label: 'C’est', cell: (its) => contributionNatures[its] },
  texte: {
    label: 'Votre contribution',
    hint: 'Une idée à la fois : elle sera plus facile à reprendre.',
    cell: text,
  },
  instanceId: { label: 'Au titre du groupe', cell: text },
  organisationId: { label: 'Structure', cell: (id, labels) => (id ? labels('organisation', id) : '') },
  auteur: { label: 'Qui parle', hint: 'Un nom, une fonction, ou « atelier du 12 mars ».', cell: text },
} satisfies Fields<ContributionInput>

export const motifFields = {
  motifEcart: {
    label: 'Pourquoi elle n’est pas reprise',
    hint: 'Cette phrase est lue par qui l’a écrite, et annexée au projet.',
  },
}

export const passageFields = {
  texte: { label: 'Texte du passage', cell: text },
  citations: { label: 'Contributions dont il vient', cell: (ids) => String(ids.length) },
} satisfies Fields<PassageInput>

export const consultationFields = {
  organisationIds: {
    label: 'Conseils municipaux, conseils citoyens et signataires',
    cell: (ids) => String(ids.length),
  },
  envoyeLe: { label: 'Envoyé le', cell: formatDate },
  echeance: {
    label: 'Réponse attendue au plus tard le',
    hint: 'Un mois au moins après l’envoi.',
    cell: formatDate,
  },
  silenceFavorable: {
    label: 'Sans réponse, l’avis est réputé favorable',
    cell: (its) => (its ? 'oui' : 'non'),
  },
  fondement: {
    label: 'Texte qui le prévoit',
    hint: 'Nécessaire si le silence vaut avis : loi, décret, règlement.',
    cell: text,
  },
} satisfies Fields<ConsultationInput>

export const avisFields = {
  sens: { label: 'Sens de l’avis', cell: (its) => avisSens[its] },
  recuLe: { label: 'Reçu le', cell: formatDate },
  texte: { label: 'L’avis', hint: 'Son texte est annexé au projet.', cell: text },
} satisfies Fields<AvisInput>

export const suiteFields = { suite: { label: 'Ce que le texte en fait' } }

export const porterFields = {
  objet: { label: 'Ce que le document change', hint: 'L’objet de l’avenant, ou de cette rédaction.' },
}
