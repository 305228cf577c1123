import type { EntitySpec } from '#app/platform/entity.server.ts'
import { rapportEvaluationInput, recommandationInput } from './rapport-evaluation.schema.ts'

export const rapportEvaluationSpec = {
  entite: 'rapport_evaluation',
  table: 'rapportEvaluation',
  schema: rapportEvaluationInput,
  titre: ({ titre }) => titre,
} satisfies EntitySpec<typeof rapportEvaluationInput>

export const recommandationSpec = {
  entite: 'recommandation_evaluation',
  table: 'recommandationEvaluation',
  schema: recommandationInput,
  titre: ({ texte }) => texte.slice(0, 100),
} satisfies EntitySpec<typeof recommandationInput>
