export { type FicheEtat, ficheEtats, publishedEtats } from './fiche.schema.ts'
export { EtatBadge } from './fiche-state.tsx'
