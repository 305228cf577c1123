import type { Fields } from '#app/platform/fields.ts'
import { text } from '#app/platform/fields.ts'
import { type AppelInput, accords, type ConstatInput, type DiagnosticInput } from './diagnostic.schema.ts'

export const diagnosticFields = {
  titre: { label: 'Titre', cell: text },
  annee: { label: 'Année', cell: String },
  axeId: { label: 'Axe', cell: (id, labels) => (id ? labels('axe', id) : '') },
  communes: {
    label: 'Communes',
    cell: (codes, labels) => codes.map((it) => labels('commune', it)).join(', '),
  },
  qpvs: { label: 'Quartiers', cell: (codes, labels) => codes.map((it) => labels('qpv', it)).join(', ') },
  resume: { label: 'En résumé', hint: 'Ce que le groupe retient, en quelques phrases.', cell: text },
} satisfies Fields<DiagnosticInput>

export const constatFields = {
  titre: { label: 'Constat', hint: 'Une phrase : ce qui se passe, où, pour qui.', cell: text },
  indicateurs: { label: 'Chiffres qui l’éclairent', cell: (ids) => ids.join(', ') },
  observations: { label: 'Observations de terrain', cell: (ids) => `${ids.length}` },
  lecture: { label: 'Lecture proposée par le groupe', cell: text },
  accord: { label: 'Chiffres et terrain', cell: (accord) => accords[accord] },
  engagements: {
    label: 'Engagements que ce constat fonde',
    cell: (ids) => `${ids.length}`,
  },
} satisfies Fields<ConstatInput>

export const appelFields = {
  destinataire: {
    label: 'À qui va ce lien',
    hint: 'Une structure ou une fonction : « Centre social », « médiatrices santé ».',
    cell: text,
  },
  jours: { label: 'Ouvert combien de jours', hint: 'De 1 à 180.', cell: String },
} satisfies Fields<AppelInput>
