import type { EntitySpec } from '#app/platform/entity.server.ts'
import { constatEvaluationInput, questionInput } from './referentiel.schema.ts'

const TITLE = 100
const shorten = (text: string): string => (text.length > TITLE ? `${text.slice(0, TITLE - 1)}…` : text)

export const questionSpec = {
  entite: 'question_evaluation',
  table: 'questionEvaluation',
  schema: questionInput,
  links: { indicateurs: { table: 'questionIndicateur', parent: 'questionId', column: 'indicateurId' } },
  titre: ({ texte }) => shorten(texte),
} satisfies EntitySpec<typeof questionInput>

export const constatEvaluationSpec = {
  entite: 'constat_evaluation',
  table: 'constatEvaluation',
  schema: constatEvaluationInput,
  links: {
    etudes: { table: 'constatEvaluationEtude', parent: 'constatId', column: 'etudeId' },
    diagnostics: { table: 'constatEvaluationDiagnostic', parent: 'constatId', column: 'diagnosticId' },
    indicateurs: { table: 'constatEvaluationIndicateur', parent: 'constatId', column: 'indicateurId' },
  },
  titre: ({ titre }) => titre,
} satisfies EntitySpec<typeof constatEvaluationInput>
