import { writeFileSync } from 'node:fs'
import { type Command, InvalidArgumentError } from 'commander'
import { exportScdl } from '#app/features/appels/index.server.ts'
import { printJson, say } from './command.ts'

interface ExportFlags {
  territoire: string
  annee: number
  out?: string
  etendu?: boolean
  json?: boolean
}

export function register(program: Command): void {
  const exporter = program
    .command('export')
    .description('Écrit des données du territoire dans un format ouvert')
  exporter
    .command('scdl')
    .description('Les subventions attribuées une année, au schéma SCDL « subventions » 2.1.1')
    .requiredOption('--territoire <slug>', 'le territoire')
    .requiredOption('--annee <annee>', 'l’année des conventions', yearOf)
    .option('--out <fichier>', 'écrit dans ce fichier au lieu de la sortie')
    .option('--etendu', 'ajoute les colonnes de Data.Subvention')
    .option('--json', 'répond par un document JSON : lignes écrites, lignes écartées et pourquoi')
    .action(scdl)
}

async function scdl(flags: ExportFlags): Promise<void> {
  const { csv, rows, left } = await exportScdl({
    territoire: flags.territoire,
    annee: flags.annee,
    extended: flags.etendu ?? false,
  })
  if (flags.out) writeFileSync(flags.out, csv)
  if (flags.json) return printJson({ rows, left, out: flags.out ?? null, ...(flags.out ? {} : { csv }) })
  if (flags.out) say(`${rows} subventions écrites dans ${flags.out}.`)
  else process.stdout.write(csv)
  for (const { origine, message } of left) process.stderr.write(`Écartée, ${origine} : ${message}\n`)
}

function yearOf(text: string): number {
  if (!/^(?:19|20)\d{2}$/.test(text)) throw new InvalidArgumentError('Écrivez une année, comme 2017.')
  return Number(text)
}
