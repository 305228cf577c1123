import { type Command, InvalidArgumentError, Option } from 'commander'
import { toJsonAnswer } from '#stats/impact/result.ts'
import { EXIT, printJson, say } from './command.ts'
import { IMPACT_METHODS, type ImpactRequest, isImpactMethod, runImpact } from './impact-methods.ts'
import { describeImpact } from './impact-text.ts'

/** `maillage impact METHOD --panel FILE …`: one estimate of the effect of a policy on a panel, its checks, its verdict. */
export function register(program: Command): void {
  const command = program
    .command('impact')
    .description(
      'Mesure l’effet d’une action sur un tableau unité × date, avec ses vérifications et ce qu’on peut en dire',
    )
    .argument('<méthode>', IMPACT_METHODS.join(', '), parseMethod)
    .requiredOption('--panel <fichier>', 'tableau : une ligne par unité et par date (CSV, XLSX, ODS)')
    .requiredOption('--unit <colonne>', 'unité (territoire)')
    .requiredOption(
      '--time <colonne>',
      'date : année, rang, mois (2015-01), trimestre (2015-T1) ou jour (2015-01-31)',
    )
    .requiredOption('--outcome <colonne>', 'mesure')
    .option('--treated <colonne>', 'traitement : 0 ou 1 à chaque date')
    .option('--first-treated <colonne>', 'première date traitée ; 0, vide, NA ou Inf : jamais')
    .option('--covariates <colonnes>', 'covariables, séparées par des virgules', parseList)
    .option('--predictors <fichier.json>', 'prédicteurs du contrôle synthétique')
    .option('--weights <colonne>', 'poids des unités')
    .option('--cluster <colonne>', 'grappes pour les erreurs-types')
  addChoices(command)
  addNumbers(command)
  command.option('--json', 'réponse en un document JSON')
  command.action(
    async (method: ImpactRequest['method'], options: Omit<ImpactRequest, 'method'> & { json?: true }) => {
      if ((options.treated === undefined) === (options.firstTreated === undefined)) {
        command.error('Indiquez --treated ou --first-treated, et un seul des deux.', { exitCode: EXIT.usage })
      }
      const result = await runImpact({ ...options, method })
      if (options.json === true) printJson(toJsonAnswer(result))
      else for (const line of describeImpact(result)) say(line)
    },
  )
}

function addChoices(command: Command): void {
  command
    .addOption(new Option('--control <groupe>', 'comparaison de « cs »').choices(['never', 'notyet']))
    .addOption(new Option('--estimator <type>', 'estimateur de « cs »').choices(['dr', 'reg', 'ipw']))
    .addOption(
      new Option('--base <type>', 'période de référence de « cs »').choices(['varying', 'universal']),
    )
    .addOption(new Option('--v-method <type>', 'choix de V pour « sc »').choices(['nested', 'cv']))
    .addOption(
      new Option('--inference <type>', 'incertitude').choices([
        'analytic',
        'placebo',
        'jackknife',
        'bootstrap',
        'wild',
        'conformal',
        'none',
      ]),
    )
    .addOption(
      new Option('--stopping <type>', '« sdid » : optimum exact, ou arrêt du paquet de référence').choices([
        'exact',
        'reference',
      ]),
    )
}

function addNumbers(command: Command): void {
  command
    .option('--reps <nombre>', 'tirages', parseCount)
    .option('--seed <nombre>', 'graine des tirages', parseWhole)
    .option('--anticipation <nombre>', 'dates d’anticipation avant le traitement', parseWhole)
    .option('--fit-from <date>', 'début de la fenêtre d’ajustement', parseNumber)
    .option('--fit-to <date>', 'fin de la fenêtre d’ajustement', parseNumber)
    .option('--ridge <valeur>', 'pénalité de « asc » : auto ou un nombre positif', parseRidge)
    .option('--target <nombre>', 'plus petit effet jugé utile, dans l’unité de la mesure', parseNumber)
}

function parseMethod(text: string): ImpactRequest['method'] {
  if (isImpactMethod(text)) return text
  throw new InvalidArgumentError(`méthodes : ${IMPACT_METHODS.join(', ')}.`)
}

function parseList(text: string): string[] {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
  if (names.length === 0) throw new InvalidArgumentError('donnez au moins une colonne.')
  return names
}

function parseNumber(text: string): number {
  const number = Number(text.replace(',', '.'))
  if (text.trim() === '' || !Number.isFinite(number)) throw new InvalidArgumentError('un nombre est attendu.')
  return number
}

function parseWhole(text: string): number {
  const number = parseNumber(text)
  if (!Number.isSafeInteger(number) || number < 0) {
    throw new InvalidArgumentError('un nombre entier positif ou nul est attendu.')
  }
  return number
}

function parseCount(text: string): number {
  const number = parseWhole(text)
  if (number < 2) throw new InvalidArgumentError('il faut au moins 2 tirages.')
  return number
}

function parseRidge(text: string): 'auto' | number {
  if (text === 'auto') return 'auto'
  const number = parseNumber(text)
  if (!(number > 0)) throw new InvalidArgumentError('« auto » ou un nombre positif.')
  return number
}
