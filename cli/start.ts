import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { Refusal } from '#app/lib/errors.ts'
import { readConfig } from '#app/platform/config.server.ts'
import { DEMO_PASSWORD, demoEmail, demoPersonas } from '#app/platform/demo.ts'
import { projectPath } from '#app/platform/root.server.ts'
import { say } from './command.ts'

interface BuiltServer {
  startServer: (config: ReturnType<typeof readConfig>) => Promise<{ url: string; stop: () => Promise<void> }>
}

export function register(program: Command): void {
  program.command('start').description('Démarre Maillage et affiche son adresse').action(start)
}

async function start(): Promise<void> {
  const begun = performance.now()
  const config = readConfig()
  const built = projectPath('build/server/index.js')
  if (!existsSync(built))
    throw new Refusal(
      'non-construit',
      'L’application n’est pas construite : lancez « npm run build », puis recommencez.',
    )
  const server: BuiltServer = await import(built)
  const { url, stop } = await server.startServer(config)
  say(`Maillage est prêt en ${((performance.now() - begun) / 1000).toFixed(1).replace('.', ',')} s : ${url}`)
  if (config.demo) sayPersonas(url)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop().then(() => process.exit(0)))
}

function sayPersonas(url: string): void {
  say(
    `\nDémonstration : un clic sur une personne à ${url}/connexion, ou l’un de ces comptes (mot de passe : ${DEMO_PASSWORD}).`,
  )
  for (const persona of demoPersonas)
    say(`  ${demoEmail(persona.code).padEnd(40)} ${persona.titre}, ${persona.organisation}`)
}
