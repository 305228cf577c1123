import type { Command } from 'commander'
import { gatherImports, listImports, openLac, undoImport } from '#app/features/observatoire/index.server.ts'
import { printJson, say } from './command.ts'

export function register(program: Command): void {
  program
    .command('imports')
    .description('Liste les imports de l’observatoire, ou en annule un')
    .option('--annuler <numero>', 'annule cet import : ses valeurs ne sont plus lues')
    .option('--ranger', 'rassemble les imports nombreux pour que les portraits restent rapides')
    .option('--json', 'répond par un document JSON')
    .action(showImports)
}

async function showImports(flags: { annuler?: string; ranger?: boolean; json?: boolean }): Promise<void> {
  const lac = openLac()
  if (flags.annuler) {
    const undone = await undoImport(lac, flags.annuler)
    if (flags.json) printJson({ undone: undone.id, file: undone.file })
    else say(`L’import ${undone.id} (${undone.file}) est annulé. Le fichier d’origine est gardé à part.`)
    return
  }
  if (flags.ranger) {
    const gathered = await gatherImports(lac)
    if (flags.json) printJson({ gathered })
    else
      say(gathered === 0 ? 'Trop peu d’imports pour les rassembler.' : `${gathered} imports sont rassemblés.`)
    return
  }
  const imports = await listImports(lac)
  if (flags.json) {
    printJson(imports.map(({ flags: remarks, ...one }) => ({ ...one, flagged: remarks.length })))
    return
  }
  if (imports.length === 0) say('Aucun import pour l’instant : « maillage import FICHIER » en fait un.')
  for (const one of imports) {
    const state = one.replacedBy ? `remplacé par ${one.replacedBy}` : 'lu'
    say(
      `${one.id}  ${one.file}  ${one.format}  ${one.millesime ?? '-'}  ${one.observations} valeurs  ${state}`,
    )
  }
}
