export { themeFields } from './axe.fields.ts'
export { AxeDesk, VersionsCard } from './axe-cards.tsx'
export {
  AvenantsCard,
  AxesTree,
  EtatPath,
  PerimetreCard,
  SignatairesCard,
  TwinsCard,
} from './document-cards.tsx'
export { DocumentDesk } from './document-desk.tsx'
export { EngagementsTable } from './engagements-table.tsx'
export { DocumentEtatBadge } from './etat-badge.tsx'
export type { Grille } from './grilles.ts'
