import { Command } from 'commander'
import { reportError } from './command.ts'

const program = new Command('maillage')
  .description('L’espace de travail partagé du projet de cohésion sociale d’un territoire')
  .exitOverride()
  .showHelpAfterError('Utilisez --help pour voir les commandes et leurs options.')

// One module a command, loaded only when it is called: `maillage --help` must not open a database.
const commands: Array<() => Promise<{ register: (program: Command) => void }>> = [
  () => import('./start.ts'),
  () => import('./import.ts'),
  () => import('./imports.ts'),
  () => import('./valeur.ts'),
  () => import('./impact.ts'),
]

try {
  for (const load of commands) (await load()).register(program)
  await program.parseAsync()
} catch (error) {
  process.exitCode = reportError(error)
}
