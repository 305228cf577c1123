export { appelEtats } from './appel.words.ts'
