export { type ImportOptions, type ImportReport, importFile } from './import.server.ts'
export { type Lac, listActiveImports, listImports, type Manifest, openLac, undoImport } from './imports.server.ts'
