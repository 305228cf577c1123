import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { type Fields, text } from '#app/platform/fields.ts'
import {
  type AvenantInput,
  type DocumentInput,
  documentNatures,
  type RelationInput,
  relationNatures,
  type SignataireInput,
} from './document.schema.ts'

const day = (value: IsoDate | null): string => (value ? formatDate(value) : '')

export const documentFields = {
  code: {
    label: 'Code',
    hint: 'Court et stable, il fait l’adresse de la page : ptcs-2015.',
    cell: text,
  },
  nature: { label: 'Nature', cell: (nature) => documentNatures[nature] },
  titre: { label: 'Titre', cell: text },
  resume: { label: 'En bref', cell: text },
  texte: { label: 'Texte du document', cell: text },
  debut: { label: 'Début', cell: day },
  fin: {
    label: 'Fin (premier jour où il ne vaut plus)',
    hint: '1er janvier 2021 pour un document 2015-2020.',
    cell: day,
  },
  dateSignature: { label: 'Date de signature', cell: day },
  perimetreId: { label: 'Périmètre', cell: (id, labels) => (id ? labels('perimetre', id) : '') },
  arbreId: {
    label: 'Arbre d’axes',
    hint: 'Deux documents peuvent partager le même arbre. Sans réponse, un arbre neuf est créé au premier axe.',
    cell: text,
  },
  source: { label: 'Source', hint: 'D’où viennent ces renseignements.', cell: text },
} satisfies Fields<DocumentInput>

export const relationFields = {
  deId: { label: 'Ce document', cell: (id, labels) => labels('document', id) },
  nature: { label: 'Lien', cell: (nature) => relationNatures[nature] },
  versId: { label: 'Avec le document', cell: (id, labels) => labels('document', id) },
  note: { label: 'Précision', cell: text },
} satisfies Fields<RelationInput>

export const signataireFields = {
  organisationId: { label: 'Organisation', cell: (id, labels) => labels('organisation', id) },
  fonction: { label: 'Fonction de qui signe', hint: 'La fonction, jamais le nom.', cell: text },
  dateDeliberation: { label: 'Délibération du', cell: day },
  numeroDeliberation: { label: 'Numéro de délibération', cell: text },
  dateSignature: { label: 'Signature du', cell: day },
  fin: { label: 'Retrait (premier jour hors du document)', cell: day },
  aConfirmer: { label: 'À confirmer', cell: (value) => (value ? 'oui' : '') },
} satisfies Fields<SignataireInput>

export const avenantFields = {
  objet: { label: 'Objet de l’avenant', cell: text },
  decisionSource: { label: 'Décision qui l’adopte', hint: 'Numéro de délibération ou séance.', cell: text },
} satisfies Fields<AvenantInput>
