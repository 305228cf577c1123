import { TERRITORY_NOT_PEOPLE } from '#stats/impact/verdict-words.ts'
import { inferenceOfDid } from './calcul.rules.ts'
import type { EtudeInput } from './etude.schema.ts'
import type { Protocole, Resultat } from './etude-resultat.schema.ts'
import type { StudyRow } from './panel.rules.ts'

/** A frozen study, as far as its annex is concerned. */
export interface Figee extends Pick<EtudeInput, 'titre' | 'question' | 'indicateur' | 'debut' | 'cible'> {
  choisiesSurMesure: boolean
  anneeChoix: number | null
  figeeLe: Date | null
  codeVersion: string | null
  protocole: Protocole
  resultat: Resultat | null
}

/** The command line that gives the same figures from the data of the annex. */
export function commandOf({ methode, graine, traitees }: Protocole): string {
  const inference =
    methode === 'sc' || methode === 'sdid'
      ? ` --inference placebo --seed ${graine}`
      : methode === 'did'
        ? ` --inference ${inferenceOfDid(traitees.length)}`
        : ''
  const reps = methode === 'sdid' ? ' --reps 200' : ''
  return `npx maillage impact ${methode} --panel panel.csv --unit code --time annee --outcome valeur --first-treated entree${inference}${reps} --json`
}

/** The data as the command line reads them: a line a commune and a year, the places concerned with their first year. */
export function panelCsv(
  rows: ReadonlyArray<StudyRow>,
  { traitees, donneuses }: Protocole,
  debut: number,
): string {
  const treated = new Set(traitees)
  const kept = new Set([...traitees, ...donneuses])
  // Numbers and official codes only: nothing that a spreadsheet could run, and minus signs stay.
  const lines = rows
    .filter((row) => kept.has(row.code))
    .map((row) => [row.code, row.annee, row.valeur, treated.has(row.code) ? debut : ''].join(';'))
  return ['code;annee;valeur;entree', ...lines, ''].join('\n')
}

/** The files of the annex of a frozen study, by name: what is needed to find the same figures again. Pure. */
export function annexeOf(etude: Figee, donnees: ReadonlyArray<StudyRow>): Record<string, string> {
  const { protocole, resultat, codeVersion } = etude
  const parametres = {
    titre: etude.titre,
    question: etude.question,
    indicateur: etude.indicateur,
    debut: etude.debut,
    cible: etude.cible,
    choisiesSurMesure: etude.choisiesSurMesure,
    anneeChoix: etude.anneeChoix,
    figeeLe: etude.figeeLe,
    codeVersion,
    ...protocole,
  }
  return {
    'LISEZ-MOI.txt': readMe(etude, commandOf(protocole)),
    'commande.txt': `${commandOf(protocole)}\n`,
    'panel.csv': panelCsv(donnees, protocole, etude.debut),
    'parametres.json': `${JSON.stringify(parametres, null, 2)}\n`,
    'resultat.json': `${JSON.stringify(resultat, null, 2)}\n`,
  }
}

function readMe({ titre, codeVersion, protocole }: Figee, command: string): string {
  const sources = protocole.sources.map(
    ({ producer, file, millesime, licence, sha256 }) =>
      `- ${producer}, ${file}${millesime ? `, millésime ${millesime}` : ''}, ${licence}, SHA-256 ${sha256}`,
  )
  return `Annexe de l’étude « ${titre} »

panel.csv        les données : une ligne par commune et par année ; « entree » : première année concernée.
parametres.json  ce qui a été figé avant le calcul : question, méthode, communes, graine, sources.
resultat.json    ce qui a été trouvé.
commande.txt     la commande qui donne les mêmes chiffres, lancée dans ce dossier.

Code : Maillage ${codeVersion ?? 'version inconnue'}. L’empreinte entre parenthèses dit si deux installations calculent pareil.

    ${command}

« estimate », « se », « interval » et « pValue » de sa réponse sont « effet », « erreur », « bas » et « haut », « p » de
resultat.json.

Sources :
${sources.join('\n')}

${TERRITORY_NOT_PEOPLE}
`
}
