/** Why a panel, or a design on it, was refused. The code is stable; the message is French and says what to change. */
export type PanelProblemCode =
  | 'colonne-inconnue'
  | 'aucune-ligne'
  | 'unite-vide'
  | 'temps-non-numerique'
  | 'mesure-non-numerique'
  | 'covariable-non-numerique'
  | 'poids-invalide'
  | 'grappe-variable'
  | 'cellule-en-double'
  | 'traitement-absent'
  | 'traitement-illisible'
  | 'traitement-interrompu'
  | 'traitement-variable'
  | 'traitement-avant-la-premiere-periode'
  | 'aucune-unite-traitee'
  | 'aucune-unite-de-comparaison'
  | 'mesure-absente'
  | 'mesure-constante'
  | 'periodes-insuffisantes'
  | 'cellules-manquantes'
  | 'donneurs-insuffisants'
  | 'grappes-insuffisantes'
  | 'covariables-liees'
  | 'option-invalide'
  | 'calcul-impossible'

/**
 * A panel, a design or an option that cannot be estimated. It is a refusal, not a bug: the message is one French
 * sentence for the person who prepared the file, the code is for programs.
 *
 * @example
 *   try { buildPanel(rows, columns) } catch (error) { if (error instanceof PanelProblem) say(error.message) }
 */
export class PanelProblem extends Error {
  readonly code: PanelProblemCode
  /** Units, times, columns or lines at fault: at most a few, for the screen. */
  readonly details: readonly string[]

  constructor(code: PanelProblemCode, message: string, details: readonly string[] = []) {
    super(message)
    this.name = 'PanelProblem'
    this.code = code
    this.details = details
  }
}
