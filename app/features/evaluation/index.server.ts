export { openEvaluation } from './evaluation-page.server.ts'
export { rapportEvaluationEcrit } from './rapport-evaluation.ecrit.server.ts'
export { runRapportIntent } from './rapport-evaluation-intents.server.ts'
export { loadPublicEvaluation, openRapport } from './rapport-evaluation-page.server.ts'
