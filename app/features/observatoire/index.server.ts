export { type ImportOptions, type ImportReport, importFile } from './import.server.ts'
export {
  type Lac,
  listActiveImports,
  listImports,
  type Manifest,
  openLac,
  undoImport,
} from './imports.server.ts'
export { type Lecteur, openLecteur } from './lecture.server.ts'
export { getValeur, parsePlace, type Valeur } from './valeur.server.ts'
