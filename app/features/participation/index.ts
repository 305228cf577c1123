export { NiveauDefs, NiveauDisc, NiveauMark } from './niveau-disc.tsx'
export { declarationFields } from './participation.fields.ts'
export {
  type Genre,
  genres,
  genreWords,
  type Niveau,
  niveauShares,
  niveaux,
  reponses,
  reponseTones,
} from './participation.words.ts'
