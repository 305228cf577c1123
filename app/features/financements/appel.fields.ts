import type { z } from 'zod'
import { organisationFields } from '#app/features/organisations/index.ts'
import { formatEuros } from '#app/lib/money.ts'
import { formatShare } from '#app/lib/numbers.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { type Fields, type Labels, text } from '#app/platform/fields.ts'
import type { AppelInput, appelPieceInput, critereInput, enveloppeInput } from './appel.schema.ts'
import { appelNatures, credits, formulaires, perimetreSens, pieceNatures } from './appel.words.ts'

const instant = (at: Date | null): string => (at ? formatInstant(new Date(at)) : '')
const share = (its: number | null): string => (its === null ? '' : formatShare(its))
const yes = (its: boolean): string => (its ? 'oui' : 'non')
const named =
  (kind: 'organisation' | 'axe') =>
  (ids: string[], labels: Labels): string =>
    ids.map((id) => labels(kind, id)).join(', ')

export const appelFields = {
  code: {
    label: 'Code',
    hint: 'Court, avec l’année : CDV-2027. Il commence le numéro des dossiers.',
    cell: text,
  },
  titre: { label: 'Titre', cell: text },
  nature: { label: 'Dispositif', cell: (nature) => appelNatures[nature] },
  formulaire: { label: 'Formulaire', cell: (its) => formulaires[its] },
  exercice: { label: 'Exercice', hint: 'L’année des actions financées.', cell: String },
  documentId: {
    label: 'Document-cadre',
    cell: (id, labels) => (id ? labels('document', id) : ''),
  },
  cadrage: {
    label: 'Lettre de cadrage',
    hint: 'Ce que le comité de pilotage attend cette année.',
    cell: text,
  },
  texte: { label: 'Texte de l’appel', hint: 'Publié tel quel.', cell: text },
  contact: { label: 'À qui s’adresser', cell: text },
  ouvreLe: { label: 'Ouverture', hint: 'Heure de Paris.', cell: instant },
  fermeLe: { label: 'Clôture des dépôts', hint: 'Heure de Paris, horloge du serveur.', cell: instant },
  graceMinutes: {
    label: 'Délai de grâce (minutes)',
    hint: 'Un dépôt commencé avant la clôture peut finir dans ce délai.',
    cell: String,
  },
  axeIds: { label: 'Axes ouverts', cell: named('axe') },
  financeurIds: { label: 'Financeurs', cell: named('organisation') },
  perimetreId: {
    label: 'Périmètre',
    hint: 'Aucun : tout le territoire.',
    cell: (id, labels) => (id ? labels('perimetre', id) : ''),
  },
  perimetreSens: {
    label: 'Les actions se font',
    hint: '« Hors » ouvre, par exemple, aux communes hors contrat de ville.',
    cell: (its) => perimetreSens[its],
  },
  porteursAdmis: {
    label: 'Porteurs admis',
    hint: 'Aucun coché : tous.',
    cell: (its) => its.map((nature) => organisationFields.nature.cell(nature)).join(', '),
  },
  plancherCentimes: { label: 'Demande minimale (€)', cell: formatEuros },
  plafondCentimes: { label: 'Demande maximale (€)', cell: formatEuros },
  partPropreMin: { label: 'Part propre minimale (%)', cell: share },
  aidePubliqueMax: { label: 'Argent public au plus (%)', cell: share },
  partCpoCible: {
    label: 'Part visée en conventions pluriannuelles (%)',
    cell: share,
  },
  unParPorteur: { label: 'Un seul dossier par porteur', cell: yes },
  avisPartages: { label: 'Chaque financeur voit les avis des autres', cell: yes },
} satisfies Fields<AppelInput>

export const appelPieceFields = {
  titre: { label: 'Pièce demandée', cell: text },
  nature: { label: 'Nature', cell: (nature) => pieceNatures[nature] },
  obligatoire: { label: 'Obligatoire', cell: yes },
} satisfies Fields<z.infer<typeof appelPieceInput>>

export const critereFields = {
  titre: { label: 'Critère', cell: text },
  aide: { label: 'Ce qu’on regarde', cell: text },
  poids: { label: 'Poids', cell: String },
  noteMax: { label: 'Noté sur', cell: String },
} satisfies Fields<z.infer<typeof critereInput>>

export const enveloppeFields = {
  financeurId: { label: 'Financeur', cell: (id, labels) => labels('organisation', id) },
  credit: { label: 'Crédits', cell: (its) => credits[its] },
  libelle: { label: 'Libellé', hint: 'BOP 147, fonds propres…', cell: text },
  perimetreId: {
    label: 'Réservée à un périmètre',
    cell: (id, labels) => (id ? labels('perimetre', id) : ''),
  },
  montantCentimes: { label: 'Montant (€)', cell: formatEuros },
} satisfies Fields<z.infer<typeof enveloppeInput>>
