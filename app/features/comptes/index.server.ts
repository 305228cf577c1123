export { type CreatedCompte, createCompte } from './compte.commands.server.ts'
