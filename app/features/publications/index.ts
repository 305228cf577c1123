export { PublishCard } from './publish-card.tsx'
