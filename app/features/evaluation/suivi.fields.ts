import { formatDate } from '#app/lib/dates.ts'
import { formatNumber } from '#app/lib/numbers.ts'
import { type Fields, text } from '#app/platform/fields.ts'
import { calculOf } from './calculables.ts'
import {
  type IndicateurSuiviInput,
  type LivraisonInput,
  sensWords,
  type ValeurInput,
} from './suivi.schema.ts'

export const indicateurSuiviFields = {
  nom: { label: 'Indicateur', cell: text },
  definition: { label: 'Définition', hint: 'Ce qui est compté, parmi quoi.', cell: text },
  unite: { label: 'Unité', hint: '« % », « personnes », « jours »…', cell: text },
  sens: { label: 'Sens voulu', cell: (its) => sensWords[its] },
  axeId: { label: 'Axe', cell: (id, labels) => (id ? labels('axe', id) : '') },
  calcul: { label: 'Calculé par Maillage', cell: (code) => (code ? calculOf(code).label : 'non') },
  organisationId: { label: 'Qui le suit', cell: (id, labels) => labels('organisation', id) },
  referenceAnnee: { label: 'Année de référence', cell: (its) => (its === null ? '' : String(its)) },
  referenceValeur: { label: 'Valeur de référence', cell: (its) => formatNumber(its, 2) },
  tolerancePourcent: {
    label: 'Tolérance du feu orange',
    hint: 'En % de la cible : au-delà de cet écart, le feu est rouge.',
    cell: (its) => `${its} %`,
  },
} satisfies Fields<IndicateurSuiviInput>

export const valeurFields = {
  annee: { label: 'Année', cell: String },
  cible: { label: 'Cible', hint: 'Laissez vide les années sans cible.', cell: (its) => formatNumber(its, 2) },
  observe: { label: 'Valeur observée', cell: (its) => formatNumber(its, 2) },
  note: { label: 'D’où vient ce chiffre', cell: text },
} satisfies Fields<ValeurInput>

export const livraisonFields = {
  organisationId: { label: 'Qui livre', cell: (id, labels) => labels('organisation', id) },
  objet: { label: 'Données attendues', hint: 'Quoi, sur quelle année, à quelle maille.', cell: text },
  indicateurId: { label: 'Pour l’indicateur', cell: (id) => (id ? 'oui' : '') },
  engagementId: { label: 'Engagement qui le prévoit', cell: (id) => (id ? 'oui' : '') },
  courriel: { label: 'Courriel', hint: 'Où va la demande. Vide : celui de l’organisation.', cell: text },
  echeance: { label: 'Attendues le', cell: formatDate },
  note: { label: 'Note', cell: text },
} satisfies Fields<LivraisonInput>
