export { adoptAvenant } from './avenants.commands.server.ts'
export { axeAction, themesAction } from './axe-intents.server.ts'
export { loadAxe } from './axe-page.server.ts'
export { listAxeChoices, listAxesAt, listThemesAt } from './axes.queries.server.ts'
export { documentAction } from './document-intents.server.ts'
export { loadDocument, retainedAxes } from './document-page.server.ts'
export {
  getDocumentByCode,
  listDocumentChoices,
  listDocumentsAt,
} from './documents.queries.server.ts'
export { countEngagements } from './engagements.queries.server.ts'
export { loadGrille, saveGrilleForm } from './grilles.server.ts'
export { listPlans } from './plans.server.ts'
export { carryTexts } from './textes.commands.server.ts'
export { trameStrategie } from './trame.server.ts'
