import type { Command } from 'commander'
import { formatCount } from '#app/lib/text.ts'
import { restore } from '#app/platform/backup.server.ts'
import { readConfig } from '#app/platform/config.server.ts'
import { printJson, say } from './command.ts'

export function register(program: Command): void {
  program
    .command('restore')
    .description('Remet une sauvegarde en place, dans un dossier et une base vides, après avoir tout vérifié')
    .argument('<fichier>', 'la sauvegarde')
    .option('--json', 'réponse pour une machine')
    .action(putBack)
}

async function putBack(path: string, options: { json?: boolean }): Promise<void> {
  const config = readConfig()
  const its = await restore(config, path)
  const lignes = its.tables.reduce((total, table) => total + table.rows, 0)
  if (options.json) return printJson({ faiteLe: its.faiteLe, tables: its.tables.length, lignes })
  say(
    `Sauvegarde du ${its.faiteLe} remise en place dans ${config.dataDir} : ${formatCount(lignes, 'ligne')}, tout est vérifié.`,
  )
}
