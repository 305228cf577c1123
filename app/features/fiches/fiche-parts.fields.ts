import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { formatNumber } from '#app/lib/numbers.ts'
import { type Fields, type Labels, text } from '#app/platform/fields.ts'
import {
  type AnneeInput,
  type CitationInput,
  type EtapeInput,
  etapeEtats,
  type MoyenInput,
  moyenNatures,
  type ResultatInput,
  resultatSens,
  type SuiviInput,
} from './fiche-parts.schema.ts'

const day = (date: IsoDate | null) => (date ? formatDate(date) : '')
const number = (value: number | null) => (value === null ? '' : formatNumber(value, 2))

export const etapeFields = {
  titre: { label: 'Étape', cell: text },
  operateurId: {
    label: 'Opérateur',
    cell: (id: string | null, labels: Labels) => (id ? labels('organisation', id) : ''),
  },
  etat: { label: 'Avancement', cell: (etat) => etapeEtats[etat] },
  echeance: { label: 'Échéance', cell: day },
} satisfies Fields<EtapeInput>

export const resultatFields = {
  indicateur: { label: 'Indicateur', hint: 'Par exemple : jeunes entrés en formation.', cell: text },
  unite: { label: 'Unité', hint: 'jeunes, %, ateliers…', cell: text },
  sens: { label: 'Sens attendu', cell: (sens) => resultatSens[sens] },
  valeurInitiale: { label: 'Valeur de départ', cell: number },
} satisfies Fields<ResultatInput>

export const anneeFields = {
  annee: { label: 'Année', cell: String },
  cible: { label: 'Cible', cell: number },
  observe: { label: 'Observé', cell: number },
  note: { label: 'Source ou remarque', cell: text },
} satisfies Fields<AnneeInput>

export const suiviFields = {
  le: { label: 'Date', cell: day },
  texte: { label: 'Ce qui s’est passé', cell: text },
} satisfies Fields<SuiviInput>

export const citationFields = {
  texte: { label: 'Propos', hint: 'Sur le vif, court.', cell: text },
  fonction: {
    label: 'Fonction',
    hint: 'La fonction de la personne, jamais son nom : « une habitante relais », « le directeur du centre social ».',
    cell: text,
  },
} satisfies Fields<CitationInput>

export const moyenFields = {
  annee: { label: 'Année', cell: String },
  nature: { label: 'Nature', cell: (nature) => moyenNatures[nature] },
  valeur: { label: 'Valeur', cell: number },
  description: { label: 'Précision', cell: text },
} satisfies Fields<MoyenInput>
