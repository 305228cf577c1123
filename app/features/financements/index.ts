export { appelEtats, appelTones } from './appel.words.ts'
export { AppelRules, AppelText } from './appel-cards.tsx'
export { publicView } from './chiffres.filter.ts'
export { PivotCard } from './chiffres-pivot.tsx'
