export { appelEtats, appelTones } from './appel.words.ts'
export { AppelRules, AppelText } from './appel-cards.tsx'
