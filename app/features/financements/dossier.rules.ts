import { dateFrom, type IsoDate } from '#app/lib/dates.ts'
import { type BudgetLine, type BudgetRules, checkBudget } from './budget.rules.ts'
import type { Step } from './dossier.steps.ts'

/** What starts the numbers of a call's dossiers: its code, with the year when the code does not say it. */
export function numeroPrefix({ code, exercice }: { code: string; exercice: number }): string {
  return code.endsWith(`-${exercice}`) ? code : `${code}-${exercice}`
}

/** CODE-2026-0042. */
export function formatNumero(appel: { code: string; exercice: number }, rank: number): string {
  return `${numeroPrefix(appel)}-${String(rank).padStart(4, '0')}`
}

/** The day the financial report of a year is due: six months after its end (loi 2000-321, article 10). */
export function reportDueDate(exercice: number): IsoDate {
  const day = dateFrom(exercice + 1, 6, 30)
  if (!day) throw new RangeError(`Not a year: ${exercice}`)
  return day
}

export interface Missing {
  step: Step
  text: string
}

/** What the rules of a submission look at. */
export interface Examined {
  titre: string
  axeId: string | null
  besoins: string
  objectifs: string
  description: string
  debut: IsoDate | null
  fin: IsoDate | null
  publicVise: string
  portee: 'territoire' | 'communes' | 'qpv'
  communeCodes: ReadonlyArray<string>
  qpvCodes: ReadonlyArray<string>
  evaluation: string
  responsableNom: string
  responsableCourriel: string
  budget: ReadonlyArray<BudgetLine>
  publics: ReadonlyArray<{ femmes: number; hommes: number }>
  pieces: ReadonlyArray<{ appelPieceId: string | null }>
  hasRib: boolean
}

export interface ExaminedAppel extends BudgetRules {
  formulaire: 'complet' | 'simplifie'
  axeIds: ReadonlyArray<string>
  pieces: ReadonlyArray<{ id: string; titre: string; nature: string; obligatoire: boolean }>
  perimetreSens: 'dans' | 'hors'
  /** The communes of the call's perimeter; null: the whole territory. */
  perimetreCommunes: ReadonlyArray<string> | null
}

/** Everything that stands between a dossier and its submission, step by step. Empty: it can be submitted. */
export function missingBeforeDeposit(dossier: Examined, appel: ExaminedAppel): Missing[] {
  const steps =
    appel.formulaire === 'complet'
      ? ({ projet: 'projet', public: 'public', budget: 'budget', moyens: 'moyens' } as const)
      : ({ projet: 'unique', public: 'unique', budget: 'unique', moyens: 'unique' } as const)
  return [
    ...missingWords(dossier, appel, steps),
    ...missingPlaces(dossier, appel).map((text) => ({ step: steps.public, text })),
    ...checkBudget(dossier.budget, appel)
      .filter((its) => !its.ok)
      .map((its) => ({ step: steps.budget, text: its.text })),
    ...missingPieces(dossier, appel),
  ]
}

type StepNames = Record<'projet' | 'public' | 'budget' | 'moyens', Step>

function missingWords(dossier: Examined, appel: ExaminedAppel, steps: StepNames): Missing[] {
  const isLong = appel.formulaire === 'complet'
  const people = dossier.publics.reduce((sum, its) => sum + its.femmes + its.hommes, 0)
  const wanted: Array<[boolean, Step, string]> = [
    [dossier.titre !== '', steps.projet, 'Donnez un titre au projet.'],
    [
      appel.axeIds.length === 0 || (dossier.axeId !== null && appel.axeIds.includes(dossier.axeId)),
      steps.projet,
      'Choisissez un axe de l’appel.',
    ],
    [!isLong || dossier.besoins !== '', steps.projet, 'Dites à quel besoin répond le projet.'],
    [!isLong || dossier.objectifs !== '', steps.projet, 'Écrivez les objectifs.'],
    [dossier.description !== '', steps.projet, 'Décrivez le projet.'],
    [dossier.debut !== null && dossier.fin !== null, steps.projet, 'Donnez les dates de début et de fin.'],
    [dossier.publicVise !== '', steps.public, 'Dites à qui s’adresse le projet.'],
    [people > 0, steps.public, 'Comptez les personnes attendues, par sexe et par âge.'],
    [dossier.responsableNom !== '', steps.moyens, 'Nommez le responsable du projet.'],
    [
      dossier.responsableCourriel !== '',
      steps.moyens,
      'Donnez le courriel du responsable : l’accusé de réception y part.',
    ],
    [!isLong || dossier.evaluation !== '', 'resultats', 'Dites comment vous saurez que le projet a réussi.'],
  ]
  return wanted.filter(([ok]) => !ok).map(([, step, text]) => ({ step, text }))
}

function missingPlaces(dossier: Examined, appel: ExaminedAppel): string[] {
  const { portee, communeCodes, qpvCodes } = dossier
  const { perimetreCommunes, perimetreSens } = appel
  if (perimetreCommunes !== null) {
    if (communeCodes.length === 0)
      return ['Choisissez les communes : l’appel ne concerne pas tout le territoire.']
    const isIn = (code: string) => perimetreCommunes.includes(code)
    const outside = communeCodes.some((code) => (perimetreSens === 'dans' ? !isIn(code) : isIn(code)))
    return outside ? ['Une des communes choisies n’est pas de celles auxquelles l’appel s’adresse.'] : []
  }
  if (portee === 'communes' && communeCodes.length === 0) return ['Choisissez les communes du projet.']
  if (portee === 'qpv' && qpvCodes.length === 0) return ['Choisissez les quartiers du projet.']
  return []
}

function missingPieces(dossier: Examined, appel: ExaminedAppel): Missing[] {
  const given = new Set(dossier.pieces.map((its) => its.appelPieceId))
  const absent = appel.pieces.filter((its) => its.obligatoire && !given.has(its.id))
  const pieces = absent.map((its) => ({
    step: 'pieces' as const,
    text: `Joignez la pièce « ${its.titre} ».`,
  }))
  return dossier.hasRib
    ? pieces
    : [...pieces, { step: 'pieces', text: 'Donnez les coordonnées bancaires de la structure.' }]
}

/** Whether a kind of carrier may answer a call. */
export function isAdmitted(nature: string, porteursAdmis: ReadonlyArray<string>): boolean {
  return porteursAdmis.length === 0 || porteursAdmis.includes(nature)
}
