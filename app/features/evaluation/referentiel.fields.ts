import { formatDate } from '#app/lib/dates.ts'
import { formatEuros } from '#app/lib/money.ts'
import { type Fields, text } from '#app/platform/fields.ts'
import {
  type ConstatEvaluationInput,
  criteres,
  objets,
  type PropositionInput,
  type QuestionInput,
  reponses,
} from './referentiel.schema.ts'

const who = {
  organisationId: {
    label: 'Qui répond',
    hint: 'L’organisation qui porte cette question.',
    cell: (id: string, labels: (kind: 'organisation', id: string) => string) => labels('organisation', id),
  },
  fonction: {
    label: 'Fonction responsable',
    hint: 'Une fonction, pas un nom : « chargée de mission évaluation ».',
    cell: text,
  },
  echeance: { label: 'Réponse attendue le', cell: formatDate },
  budgetCentimes: {
    label: 'Budget',
    hint: 'En euros ; 0 quand la réponse se fait sur le temps de l’équipe.',
    cell: formatEuros,
  },
}

export const questionFields = {
  objet: { label: 'Ce que l’on évalue', cell: (its) => objets[its] },
  texte: {
    label: 'Question',
    hint: 'Une phrase à laquelle on peut répondre oui, en partie ou non.',
    cell: text,
  },
  axeId: { label: 'Axe', cell: (id, labels) => (id ? labels('axe', id) : '') },
  engagementId: { label: 'Engagement d’où vient la question', cell: (id) => (id ? 'oui' : '') },
  critere: { label: 'Critère', cell: (its) => criteres[its] },
  jugement: {
    label: 'À quoi verra-t-on que c’est réussi ?',
    hint: 'Écrit avant de regarder les résultats.',
    cell: text,
  },
  indicateurs: { label: 'Indicateurs suivis', cell: (ids) => `${ids.length}` },
  methode: { label: 'Méthode', hint: 'Étude d’impact, suivi, entretiens, enquête, comparaison…', cell: text },
  sources: { label: 'Sources', hint: 'Quelles données, qui les donne.', cell: text },
  ...who,
} satisfies Fields<QuestionInput>

export const constatEvaluationFields = {
  titre: { label: 'Constat', hint: 'Une phrase qui répond à la question.', cell: text },
  reponse: { label: 'Réponse', cell: (its) => reponses[its] },
  texte: { label: 'Explication', cell: text },
  etudes: { label: 'Études d’impact', cell: (ids) => `${ids.length}` },
  diagnostics: { label: 'Diagnostics partagés', cell: (ids) => `${ids.length}` },
  indicateurs: { label: 'Indicateurs suivis', cell: (ids) => `${ids.length}` },
  chiffres: { label: 'Chiffres de l’observatoire', cell: (ids) => ids.join(', ') },
  limites: { label: 'Ce que ce constat ne dit pas', cell: text },
} satisfies Fields<ConstatEvaluationInput>

export const propositionFields = {
  ...who,
  retenues: {
    label: 'Questions proposées',
    hint: 'Gardez celles qui comptent : trois à cinq par objet suffisent.',
    cell: (ids) => `${ids.length}`,
  },
} satisfies Fields<PropositionInput>
