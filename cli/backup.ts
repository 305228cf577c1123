import type { Command } from 'commander'
import { migrate } from '#app/db/migrate.server.ts'
import { formatCount } from '#app/lib/text.ts'
import { backup } from '#app/platform/backup.server.ts'
import { readConfig } from '#app/platform/config.server.ts'
import { withDatabase } from '#app/platform/services.server.ts'
import { printJson, say } from './command.ts'

export function register(program: Command): void {
  program
    .command('backup')
    .description('Sauvegarde tout l’état dans un fichier : base, fichiers, données, secret')
    .argument('<fichier>', 'le fichier à écrire, qui ne doit pas exister')
    .option('--json', 'réponse pour une machine')
    .action(save)
}

async function save(path: string, options: { json?: boolean }): Promise<void> {
  const config = readConfig()
  const its = await withDatabase(config, async (database) => {
    await migrate(database.db)
    return backup(database, config, path, new Date())
  })
  const lignes = its.tables.reduce((total, table) => total + table.rows, 0)
  const fichiers = Object.keys(its.empreintes).length - its.tables.length
  if (options.json) return printJson({ fichier: path, tables: its.tables.length, lignes, fichiers })
  say(
    `Sauvegarde écrite dans ${path} : ${formatCount(lignes, 'ligne')}, ${formatCount(fichiers, 'fichier')}.`,
  )
  say('Elle contient des données personnelles et le secret des sessions : gardez-la en lieu sûr.')
}
