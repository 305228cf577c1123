export { themeFields } from './axe.fields.ts'
export { levelName } from './axe.schema.ts'
export { AxeDesk, VersionsCard } from './axe-cards.tsx'
export { etatAt } from './document.rules.ts'
export { documentEtats, documentNatures } from './document.schema.ts'
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
export { type Grille, grilles } from './grilles.ts'
export { relationWords } from './lineage.tsx'
export { butLiens } from './plan.schema.ts'
