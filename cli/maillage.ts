import { Command } from 'commander'
import { reportError } from './command.ts'

const program = new Command('maillage')
  .description('L’espace de travail partagé du projet de cohésion sociale d’un territoire')
  .exitOverride()
  .showHelpAfterError('Utilisez --help pour voir les commandes et leurs options.')

// One module a command, and only the one that is called is loaded; help loads them all.
const commands: Record<string, () => Promise<{ register: (program: Command) => void }>> = {
  start: () => import('./start.ts'),
  territoire: () => import('./territoire.ts'),
  compte: () => import('./compte.ts'),
  doctor: () => import('./doctor.ts'),
  backup: () => import('./backup.ts'),
  restore: () => import('./restore.ts'),
  import: () => import('./import.ts'),
  imports: () => import('./imports.ts'),
  export: () => import('./export.ts'),
  valeur: () => import('./valeur.ts'),
  impact: () => import('./impact.ts'),
}

// `maillage … | head` closes the pipe early: nothing is left to say, and nothing went wrong.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

try {
  const asked = process.argv[2] ?? ''
  const wanted = commands[asked] ? [commands[asked]] : Object.values(commands)
  for (const load of wanted) (await load()).register(program)
  await program.parseAsync()
} catch (error) {
  process.exitCode = reportError(error)
}
