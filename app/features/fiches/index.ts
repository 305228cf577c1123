export { EtatBadge } from './fiche-state.tsx'
