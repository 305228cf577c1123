import type { IsoDate } from '#app/lib/dates.ts'
import type { AppuiEtat, AppuiNature, Satisfaction } from './appui.words.ts'

export interface AppuiLine {
  id: string
  objet: string
  nature: AppuiNature
  etat: AppuiEtat
  organisation: string
  commune: string | null
  poste: string | null
  deposeeLe: Date
  pourLe: IsoDate | null
  jours: number
  satisfaction: Satisfaction | null
  exemple: boolean
}

export interface AppuiFilter {
  etat: AppuiEtat | null
  nature: AppuiNature | null
}

/** Days worked by a full-time post in a year, leave and training taken out; said under the table. */
export const DAYS_A_YEAR = 205

export interface Load {
  id: string
  poste: string
  etp: number | null
  /** Days given to requests in the year. */
  donnes: number
  /** Days still planned on the requests under way, those given taken out. */
  prevus: number
  enCours: number
}
