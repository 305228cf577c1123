export { parseMarks } from './marques.ts'
export { NIVEAUX, type Niveau } from './niveaux.ts'
export { STATUTS, type Statut, statutLabels } from './statuts.ts'
