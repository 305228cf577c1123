export { OriginsCard } from './origins-card.tsx'
