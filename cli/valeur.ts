import type { Command } from 'commander'
import { answerValeur, parsePlace, type Valeur } from '#app/features/observatoire/index.server.ts'
import { statutSentences } from '#app/features/observatoire/index.ts'
import { printJson, say } from './command.ts'

export function register(program: Command): void {
  program
    .command('valeur')
    .description('Donne une valeur de l’observatoire avec sa source')
    .argument(
      '<indicateur>',
      'indicateur du catalogue (MEDIAN_INC), variable d’un fichier (cc_filosofi/MED21), ou formule (=POV60 - POV60@epci)',
    )
    .argument('<lieu>', 'commune:59606, iris:596060401, qpv:QN05921M, epci:245901160, departement:59, france')
    .option('--periode <periode>', 'année ou période ; la plus récente sinon')
    .option('--territoire <slug>', 'avec les fichiers réservés à ce territoire et ses propres indicateurs')
    .option('--json', 'répond par un document JSON')
    .action(showValeur)
}

interface ValeurFlags {
  periode?: string
  territoire?: string
  json?: boolean
}

async function showValeur(indicateur: string, lieu: string, flags: ValeurFlags): Promise<void> {
  const { periode, territoire } = flags
  const valeur = await answerValeur({ indicateur, lieu: parsePlace(lieu), periode, territoire })
  if (flags.json) printJson(valeur)
  else tell(valeur)
}

const number = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2 })

function tell(valeur: Valeur): void {
  const { value, unit, periode, source } = valeur
  const shown =
    value === null
      ? (valeur.reason ?? statutSentences[valeur.status])
      : `${number.format(value)} ${unit ?? ''}`.trim()
  say(
    `${valeur.label ?? valeur.indicateur}, ${valeur.lieu.niveau} ${valeur.lieu.code}, ${periode} : ${shown}`,
  )
  say(
    `Source : ${source.producer}, fichier ${source.file}, millésime ${source.millesime ?? 'non dit'}, import ${source.import}.`,
  )
}
