export { AvisCard } from './rapport-avis-card.tsx'
export { RapportHead, StepCard, TextsCard } from './rapport-evaluation-cards.tsx'
export { RecommandationsCard } from './recommandations-card.tsx'
