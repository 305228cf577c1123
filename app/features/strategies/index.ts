export type { PlacedAxe } from './axe.rules.ts'
export { levelName } from './axe.schema.ts'
export { documentEtats, documentNatures } from './document.schema.ts'
