import { formatDate } from '#app/lib/dates.ts'
import { type Fields, text } from '#app/platform/fields.ts'
import {
  type AvisInput,
  avisSens,
  type RapportEvaluationInput,
  type RecommandationInput,
  rapportNatures,
  recommandationEtats,
} from './rapport-evaluation.schema.ts'

/** The texts of a report, in the order they are written: what must be remembered comes first. */
export const rapportEvaluationTexts = {
  synthese: {
    label: 'L’essentiel',
    hint: 'Ce qu’un élu doit retenir, en une page. Les constats sont repris plus loin : inutile de les copier.',
    cell: text,
  },
  introduction: {
    label: 'Introduction',
    hint: 'Qui a demandé cette évaluation, qui l’a faite, comment, et pour décider quoi.',
    cell: text,
  },
  limites: {
    label: 'Limites de cette évaluation',
    hint: 'Ce qui n’a pas pu être regardé, et pourquoi. Maillage ajoute les questions sans réponse et les preuves faibles.',
    cell: text,
  },
} satisfies Fields<Omit<RapportEvaluationInput, 'nature' | 'titre'>>

export const rapportEvaluationFields = {
  nature: { label: 'Évaluation', cell: (its) => rapportNatures[its] },
  titre: { label: 'Titre du rapport', cell: text },
  ...rapportEvaluationTexts,
} satisfies Fields<RapportEvaluationInput>

export const recommandationFields = {
  texte: { label: 'Recommandation', hint: 'Une phrase qui commence par un verbe.', cell: text },
  constatId: { label: 'Constat d’où elle vient', cell: (id) => (id ? 'oui' : '') },
  organisationId: { label: 'Qui s’en charge', cell: (id, labels) => labels('organisation', id) },
  echeance: { label: 'Pour le', cell: formatDate },
  etat: { label: 'Où elle en est', cell: (its) => recommandationEtats[its] },
  suite: { label: 'Ce qui a été fait', cell: text },
} satisfies Fields<RecommandationInput>

export const avisFields = {
  organisationId: { label: 'Au nom de', cell: (id, labels) => labels('organisation', id) },
  sens: { label: 'Avis', cell: (its) => avisSens[its] },
  texte: { label: 'Remarques', hint: 'Elles sont reprises telles quelles dans le rapport.', cell: text },
} satisfies Fields<AvisInput>

export const soumissionWords = {
  avisAvant: { label: 'Avis attendus jusqu’au', hint: 'Le rapport ne se signe pas avant ce jour.' },
}
