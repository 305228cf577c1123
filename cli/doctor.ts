import type { Command } from 'commander'
import { readConfig } from '#app/platform/config.server.ts'
import { examine, type Finding } from '#app/platform/doctor.server.ts'
import { withDatabase } from '#app/platform/services.server.ts'
import { EXIT, printJson, say } from './command.ts'

export function register(program: Command): void {
  program
    .command('doctor')
    .description('Vérifie la base, les migrations, les fichiers, le courriel, et dit ce qui ne va pas')
    .option('--json', 'réponse pour une machine')
    .action(check)
}

const marks: Record<Finding['etat'], string> = { bon: 'bon', attention: 'attention', mauvais: 'MAUVAIS' }

async function check(options: { json?: boolean }): Promise<void> {
  const config = readConfig()
  const findings = await withDatabase(config, (database) => examine(database, config))
  const wrong = findings.filter((its) => its.etat === 'mauvais')
  if (options.json) printJson({ bon: wrong.length === 0, constats: findings })
  else for (const its of findings) say(`${marks[its.etat].padEnd(10)} ${its.sujet.padEnd(14)} ${its.phrase}`)
  if (wrong.length > 0) {
    process.stderr.write(`${wrong.map((its) => its.phrase).join(' ')}\n`)
    process.exitCode = EXIT.refused
  }
}
