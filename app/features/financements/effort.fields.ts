import { formatDate } from '#app/lib/dates.ts'
import { formatEuros } from '#app/lib/money.ts'
import { type Fields, text } from '#app/platform/fields.ts'
import type { EffortInput } from './effort.schema.ts'
import { effortNatures } from './effort.words.ts'

export const effortFields = {
  organisationId: { label: 'Signataire', cell: (id, labels) => labels('organisation', id) },
  annee: { label: 'Année', cell: String },
  axeId: { label: 'Axe', cell: (id, labels) => (id ? labels('axe', id) : '') },
  communeCode: { label: 'Commune', hint: 'Vide : tout le territoire.', cell: (code) => code ?? '' },
  qpvCode: { label: 'Quartier prioritaire', cell: (code) => code ?? '' },
  nature: { label: 'Sorte de moyens', cell: (its) => effortNatures[its] },
  libelle: {
    label: 'De quoi s’agit-il ?',
    hint: 'Deux postes d’éducateurs, une ligne de bus prolongée…',
    cell: text,
  },
  montantCentimes: {
    label: 'Valeur (€)',
    hint: 'Ce que cela coûte dans l’année, si on le sait.',
    cell: formatEuros,
  },
  etp: { label: 'Temps de travail (ETP)', cell: (its) => (its === null ? '' : String(its)) },
  preuve: {
    label: 'Ce qui le montre',
    hint: 'Une délibération, un tableau des effectifs, une page de rapport.',
    cell: text,
  },
  verifieLe: { label: 'Vérifié le', cell: (its) => (its ? formatDate(its) : '') },
} satisfies Fields<EffortInput>
