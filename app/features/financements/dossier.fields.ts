import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { type Fields, type Labels, text } from '#app/platform/fields.ts'
import type { DossierInput } from './dossier.schema.ts'
import { portees } from './dossier.words.ts'

const day = (date: IsoDate | null): string => (date ? formatDate(date) : '')
const count = (its: number | null): string => (its === null ? '' : String(its))
const yes = (its: boolean): string => (its ? 'oui' : 'non')
const named =
  (kind: 'commune' | 'qpv') =>
  (codes: string[], labels: Labels): string =>
    codes.map((code) => labels(kind, code)).join(', ')

export const dossierFields = {
  titre: { label: 'Intitulé du projet', cell: text },
  axeId: { label: 'Axe de l’appel', cell: (id, labels) => (id ? labels('axe', id) : '') },
  ficheId: {
    label: 'Fiche action',
    hint: 'L’action, la même d’une année et d’un financeur à l’autre.',
    cell: (id, labels) => (id ? labels('fiche', id) : ''),
  },
  reconduction: { label: 'C’est le renouvellement d’un projet déjà financé', cell: yes },
  pluriannuel: { label: 'La demande porte sur plusieurs années', cell: yes },
  besoins: {
    label: 'À quel besoin répond le projet ?',
    hint: 'Ce que vous constatez, qui l’a dit.',
    cell: text,
  },
  objectifs: { label: 'Objectifs', cell: text },
  description: { label: 'Description', hint: 'Ce qui sera fait, concrètement.', cell: text },
  debut: { label: 'Début', cell: day },
  fin: { label: 'Fin (exclue)', cell: day },
  publicVise: { label: 'Public bénéficiaire', cell: text },
  portee: { label: 'Où ?', cell: (its) => portees[its] },
  communeCodes: { label: 'Communes', cell: named('commune') },
  qpvCodes: { label: 'Quartiers prioritaires', cell: named('qpv') },
  lieux: { label: 'Lieux précis', hint: 'Équipement, école, rue…', cell: text },
  moyensHumains: {
    label: 'Moyens humains',
    hint: 'Des fonctions, jamais une liste de personnes.',
    cell: text,
  },
  benevoles: { label: 'Bénévoles', cell: count },
  salaries: { label: 'Salariés', cell: count },
  etp: { label: 'Équivalents temps plein', cell: count },
  evaluation: { label: 'Comment saurez-vous que le projet a réussi ?', cell: text },
  chargesIndirectes: {
    label: 'Règles de répartition des charges indirectes',
    hint: 'Quelle part des charges de la structure, et pourquoi.',
    cell: text,
  },
  autresInformations: { label: 'Autres informations', cell: text },
  responsableNom: { label: 'Responsable du projet', cell: text },
  responsableFonction: { label: 'Sa fonction', cell: text },
  responsableCourriel: { label: 'Son courriel', cell: text },
  responsableTelephone: { label: 'Son téléphone', cell: text },
  seuilAidesDepasse: {
    label: 'La structure a reçu plus de 500 000 € d’aides publiques sur trois ans',
    cell: yes,
  },
} satisfies Fields<DossierInput>
