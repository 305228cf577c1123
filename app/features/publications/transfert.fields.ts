import { formatDate } from '#app/lib/dates.ts'
import { type Fields, text } from '#app/platform/fields.ts'
import { type ReponseInput, sortsFinaux, type TransfertInput, transfertEtats } from './transfert.schema.ts'

export const transfertFields = {
  sujet: { label: 'Document à verser', cell: text },
  serviceNom: { label: 'Service d’archives', hint: 'Archives départementales le plus souvent.', cell: text },
  serviceIdentifiant: {
    label: 'Identifiant du service',
    hint: 'Celui qu’il vous a donné : FRAD059, un SIREN…',
    cell: text,
  },
  accord: {
    label: 'Accord de service',
    hint: 'Référence de l’accord passé avec lui, s’il y en a un.',
    cell: text,
  },
  regle: {
    label: 'Code de la durée d’utilité administrative',
    hint: 'Du référentiel du service d’archives ; vide si vous ne le connaissez pas.',
    cell: text,
  },
  sortFinal: {
    label: 'Sort final',
    hint: 'Pour un tri, choisissez « Conserver » : le service trie.',
    cell: (value) => sortsFinaux[value],
  },
} satisfies Fields<TransfertInput>

export const reponseFields = {
  etat: { label: 'Réponse du service', cell: (value) => transfertEtats[value] },
  reponseLe: { label: 'Reçue le', cell: formatDate },
  reponse: { label: 'Cote, ou motif du rejet', cell: text },
} satisfies Fields<ReponseInput>
