import { basename } from 'node:path'
import { type Command, Option } from 'commander'
import { type ImportReport, importFile, openLac } from '#app/features/observatoire/index.server.ts'
import { parseMarks } from '#app/features/observatoire/index.ts'
import { printJson, reportError, say } from './command.ts'

interface ImportFlags {
  as?: string
  territoire?: string
  millesime?: string
  marque: string[]
  recette?: string
  virgule?: 'decimale' | 'milliers'
  dryRun?: boolean
  json?: boolean
}

const collect = (value: string, before: string[]) => [...before, value]

export function register(program: Command): void {
  program
    .command('import')
    .description(
      'Importe des fichiers de données reconnus à leur contenu : statistiques pour l’observatoire, subventions publiées',
    )
    .argument('<fichiers...>', 'fichiers CSV, XLSX, ODS, XLS, JSON, ou archives qui en contiennent')
    .option('--as <format>', 'impose le format au lieu de le reconnaître')
    .option('--territoire <slug>', 'réserve ces données à un territoire')
    .option('--millesime <annee>', 'année des données, quand le fichier ne la dit pas')
    .option('--marque <texte=statut>', 'sens d’un texte trouvé dans une colonne de nombres', collect, [])
    .option(
      '--recette <fichier>',
      'correspondance de colonnes, appliquée puis retenue pour les fichiers semblables',
    )
    .addOption(
      new Option('--virgule <sens>', 'sens d’une virgule suivie de trois chiffres').choices([
        'decimale',
        'milliers',
      ]),
    )
    .option('--dry-run', 'lit et vérifie sans rien garder')
    .option('--json', 'répond par un document JSON')
    .action(importFiles)
}

async function importFiles(files: string[], flags: ImportFlags): Promise<void> {
  const lac = openLac()
  const answers: unknown[] = []
  for (const file of files) {
    try {
      const report = await importFile(lac, file, optionsOf(flags))
      answers.push(files.length === 1 ? answerOf(report) : { file: report.file, ...answerOf(report) })
      if (!flags.json) tell(report)
    } catch (error) {
      // One file refused does not take the others with it; alone, it is the outcome of the command.
      if (files.length === 1) throw error
      process.exitCode = reportError(error)
      answers.push({ file: basename(file), refused: error instanceof Error ? error.message : String(error) })
    }
  }
  if (flags.json) printJson(files.length === 1 ? answers[0] : answers)
}

function optionsOf({ as, territoire, millesime, dryRun, recette, virgule, marque }: ImportFlags) {
  return { as, territoire, millesime, dryRun, recette, comma: virgule, marks: parseMarks(marque) }
}

/** The machine answer, its keys and no other; lists of subsidies also say how many rows were kept. */
function answerOf(report: ImportReport) {
  const { format, millesime, level, rowsRead, rowsKept, observations, byStatus, seconds } = report
  const flags = report.flags.map(({ line, column, code, message }) => ({ line, column, code, message }))
  const kept = format === 'subventions' ? { rowsKept } : {}
  return { format, millesime, level, rowsRead, ...kept, observations, byStatus, flags, seconds }
}

const number = new Intl.NumberFormat('fr-FR')

function tell(report: ImportReport): void {
  const done = report.import === null ? 'lu sans être gardé' : `importé (numéro ${report.import})`
  say(
    `${report.file} : ${done}, format ${report.format}, millésime ${report.millesime ?? 'non dit'}, niveau ${report.level ?? 'aucun'}.`,
  )
  say(
    `  ${number.format(report.rowsRead)} lignes lues, ${number.format(report.observations)} valeurs, ${number.format(report.rowsKept)} lignes gardées, en ${number.format(report.seconds)} s.`,
  )
  for (const [statut, count] of Object.entries(report.byStatus))
    say(`  ${statut} : ${number.format(count ?? 0)}`)
  for (const flag of report.flags) {
    const where = flag.line === null ? '' : `ligne ${flag.line} : `
    say(`  - ${where}${flag.message}`)
  }
}
