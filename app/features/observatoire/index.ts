export { slugOfSeries } from './catalogue-cadre-de-vie.ts'
export { parseMarks } from './marques.ts'
export { NIVEAUX, type Niveau } from './niveaux.ts'
export { STATUTS, type Statut, statutSentences } from './statuts.ts'
