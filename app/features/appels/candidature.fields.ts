import type { z } from 'zod'
import type { IsoDate } from '#app/lib/dates.ts'
import { formatDate } from '#app/lib/dates.ts'
import { formatEuros } from '#app/lib/money.ts'
import type { Labels } from '#app/platform/fields.ts'
import { type Fields, text } from '#app/platform/fields.ts'
import type {
  actionInput,
  budgetInput,
  CandidatureInput,
  depenseInput,
  domaineInput,
  exigenceInput,
  GoInput,
  IssueInput,
  partenaireInput,
  pieceInput,
  regleInput,
  sectionInput,
} from './candidature.schema.ts'
import {
  candidatureEtats,
  decisions,
  exigenceEtats,
  lettreEtats,
  partenaireRoles,
  pieceEtats,
  regleGenres,
  sectionEtats,
} from './candidature.words.ts'

const day = (date: IsoDate | null): string => (date ? formatDate(date) : '')
const organisation = (id: string | null, labels: Labels): string => (id ? labels('organisation', id) : '')

export const candidatureFields = {
  code: { label: 'Code', hint: 'Court, pour l’adresse : PIA-2016.', cell: text },
  titre: { label: 'Titre du projet', cell: text },
  appel: { label: 'Appel auquel on répond', cell: text },
  financeurId: { label: 'Financeur de l’appel', cell: organisation },
  objet: { label: 'Ce que vise le projet', cell: text },
  publicVise: { label: 'Public visé', cell: text },
  depotLe: { label: 'Date limite de dépôt', cell: day },
  debut: { label: 'Début du projet', cell: day },
  fin: { label: 'Fin du projet (exclue)', cell: day },
  places: {
    label: 'Projets retenus par l’appel',
    hint: 'Combien l’appel en retient, si on le sait.',
    cell: (its) => (its === null ? '' : String(its)),
  },
} satisfies Fields<CandidatureInput>

export const partenaireFields = {
  organisationId: { label: 'Organisation', cell: organisation },
  role: { label: 'Rôle', cell: (role) => partenaireRoles[role] },
  lettre: { label: 'Lettre d’engagement', cell: (etat) => lettreEtats[etat] },
  conseilLe: {
    label: 'Son conseil délibère le',
    hint: 'Beaucoup de conseils siègent une fois par trimestre.',
    cell: day,
  },
  note: { label: 'Note', cell: text },
} satisfies Fields<z.infer<typeof partenaireInput>>

export const domaineFields = {
  titre: { label: 'Domaine', cell: text },
  description: { label: 'Description', cell: text },
} satisfies Fields<z.infer<typeof domaineInput>>

export const actionFields = {
  code: { label: 'Code', cell: text },
  titre: { label: 'Titre', cell: text },
  domaineId: { label: 'Domaine', cell: text },
  operateurId: { label: 'Opérateur', cell: organisation },
  resume: { label: 'Résumé', cell: text },
  communeCodes: {
    label: 'Communes',
    hint: 'Aucune cochée : toutes les communes.',
    cell: (codes) => codes.join(', '),
  },
} satisfies Fields<z.infer<typeof actionInput>>

export const budgetFields = {
  actionId: { label: 'Action', cell: text },
  operateurId: { label: 'Qui dépense', cell: organisation },
  financeurId: { label: 'Qui finance', cell: organisation },
  annee: { label: 'Année', cell: String },
  montantCentimes: { label: 'Montant (€)', cell: formatEuros },
} satisfies Fields<z.infer<typeof budgetInput>>

export const regleFields = {
  genre: { label: 'Règle de l’appel', cell: (genre) => regleGenres[genre] },
  seuil: { label: 'Seuil', cell: String },
  source: { label: 'Où elle est écrite', hint: 'Cahier des charges, page 12.', cell: text },
} satisfies Fields<z.infer<typeof regleInput>>

export const pieceFields = {
  titre: { label: 'Pièce', cell: text },
  responsable: { label: 'Qui la prépare', cell: text },
  echeance: { label: 'Pour le', cell: day },
  etat: { label: 'État', cell: (etat) => pieceEtats[etat] },
} satisfies Fields<z.infer<typeof pieceInput>>

export const exigenceFields = {
  titre: { label: 'Ce que l’appel demande', cell: text },
  responsable: { label: 'Qui s’en occupe', cell: text },
  etat: { label: 'État', cell: (etat) => exigenceEtats[etat] },
  preuve: {
    label: 'Preuve',
    hint: 'Ce qui montre qu’on y répond : une page, un chiffre, une pièce.',
    cell: text,
  },
  pieceIds: { label: 'Pièces qui y répondent', cell: (ids) => String(ids.length) },
} satisfies Fields<z.infer<typeof exigenceInput>>

export const sectionFields = {
  titre: { label: 'Partie du dossier', cell: text },
  etat: { label: 'État du texte', cell: (etat) => sectionEtats[etat] },
  texte: { label: 'Texte', cell: text },
} satisfies Fields<z.infer<typeof sectionInput>>

export const depenseFields = {
  operateurId: { label: 'Qui a dépensé', cell: organisation },
  annee: { label: 'Année', cell: String },
  montantCentimes: { label: 'Dépensé (€)', cell: formatEuros },
  note: { label: 'Note', cell: text },
} satisfies Fields<z.infer<typeof depenseInput>>

export const goFields = {
  decision: { label: 'Décision', cell: (its) => decisions[its] },
  decisionMotif: { label: 'Pourquoi', cell: text },
  decisionLe: { label: 'Décidé le', cell: day },
} satisfies Fields<GoInput>

export const issueFields = {
  etat: { label: 'Réponse', cell: (etat) => candidatureEtats[etat] },
  issueLe: { label: 'Reçue le', cell: day },
  montantObtenuCentimes: {
    label: 'Montant obtenu (€)',
    hint: 'Obligatoire si le projet est retenu.',
    cell: formatEuros,
  },
  lecons: { label: 'Ce qu’on en retient', cell: text },
} satisfies Fields<IssueInput>
