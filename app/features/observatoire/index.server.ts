export { type ImportOptions, type ImportReport, importFile } from './import.server.ts'
export {
  type Lac,
  listActiveImports,
  listImports,
  type Manifest,
  openLac,
  undoImport,
} from './imports.server.ts'
export {
  type FactRow,
  findSeries,
  type Lecteur,
  openLecteur,
  readFacts,
  type SerieRow,
} from './lecture.server.ts'
export { getCarte, getPortrait } from './portrait.server.ts'
export { gatherImports } from './rangement.server.ts'
export { getValeur, parsePlace, type Valeur } from './valeur.server.ts'
