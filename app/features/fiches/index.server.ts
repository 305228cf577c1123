export { emptyFiche as blankFiche, type FicheInput } from './fiche.schema.ts'
export { type FichePage, loadFichePage } from './fiche-page.server.ts'
export { addToFiche } from './fiche-parts.commands.server.ts'
export { createFiche, moveFiche, updateFiche } from './fiches.commands.server.ts'
export {
  budgetOnce,
  type FicheRow,
  getFiche,
  getFicheById,
  visibleTo as visibleFiches,
} from './fiches.queries.server.ts'
export {
  countByAxeAndState,
  type FicheCount,
  type FichesOf,
  listFichesOf,
  searchFiches,
} from './fiches-door.server.ts'
