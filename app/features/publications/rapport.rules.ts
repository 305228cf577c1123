import { addMonths, formatDate, type IsoDate } from '#app/lib/dates.ts'
import type { AvisSens, RapportInput } from './rapport.schema.ts'

export interface AvisDates {
  echeance: IsoDate
  recuLe: IsoDate | null
  sens: AvisSens | null
}

export type AvisEtat = 'attendu' | 'recu' | 'tacite'

/** Where an opinion stands on a day: silent past its last day, it is favourable. The last day itself still waits. */
export function avisEtatAt({ echeance, recuLe }: AvisDates, at: IsoDate): AvisEtat {
  if (recuLe !== null && recuLe <= at) return 'recu'
  return at > echeance ? 'tacite' : 'attendu'
}

/** What is wrong with a deadline: the decree gives a month at least. */
export function refuseDeadline(envoyeLe: IsoDate, echeance: IsoDate): string | null {
  const first = addMonths(envoyeLe, 1)
  return echeance < first ? `Laissez un mois au moins : le ${formatDate(first)} au plus tôt.` : null
}

const names: Record<keyof RapportInput, string> = {
  orientations: 'les orientations',
  situation: 'la situation dans les quartiers',
  actions: 'les actions de l’année',
  perspectives: 'les perspectives',
  articulation: 'l’articulation des volets',
  dsu: 'le développement social urbain (écrivez « sans objet » si aucune commune n’a la DSU)',
}

/** What the decree asks and the report does not have yet. The actions may come from the project alone. */
export function missingParts(report: RapportInput, actionsCount: number): string[] {
  const keys = Object.keys(names) as Array<keyof RapportInput> // keys of a record of the parts
  return keys
    .filter((key) => report[key] === '' && !(key === 'actions' && actionsCount > 0))
    .map((key) => `Écrivez ${names[key]}.`)
}

/** A reminder that is not a refusal: the decree wants data by sex, a text cannot prove it has them. */
export function remindersOf({ situation }: Pick<RapportInput, 'situation'>): string[] {
  const bySex = /femmes?/i.test(situation) && /hommes?/i.test(situation)
  return bySex ? [] : ['Les données sur la situation sont à présenter par sexe : femmes et hommes.']
}
