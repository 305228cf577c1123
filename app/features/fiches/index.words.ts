export { type FicheEtat, ficheEtats, publishedEtats } from './fiche.schema.ts'
