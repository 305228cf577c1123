export { compteLabel, compteOf, comptes, groupes } from './budget.ts'
export { reportDueDate } from './dossier.rules.ts'
