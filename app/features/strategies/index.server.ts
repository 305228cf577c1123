export { listAxeChoices, listAxesAt, listThemeChoices, listThemesAt } from './axes.queries.server.ts'
export { getDocumentByCode, listDocumentChoices, listDocumentsAt } from './documents.queries.server.ts'
