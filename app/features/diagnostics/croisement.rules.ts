import type { Chiffre } from '#app/features/observatoire/index.ts'
import type { Accord } from './diagnostic.schema.ts'

/** What an axis gives at a place: figures on one side, field words on the other, findings between. */
export interface Croise<Observation> {
  id: string
  numero: string
  titre: string
  observations: Observation[]
  /** How many observations there are in all. */
  total: number
  constats: Array<{ id: string; titre: string; accord: Accord; diagnosticId: string; annee: number }>
  chiffres: Chiffre[]
  themes: string[]
  silence: Silence
}

export type Silence = 'aucun' | 'terrain' | 'chiffres' | 'tous'

export const silenceWords: Record<Silence, string> = {
  aucun: 'chiffres et terrain parlent',
  terrain: 'le terrain n’a rien dit',
  chiffres: 'les chiffres ne disent rien',
  tous: 'ni chiffre ni observation',
}

/** Who has nothing to say, on an axis at a place. */
export function silenceOf(chiffres: number, observations: number): Silence {
  if (chiffres > 0) return observations > 0 ? 'aucun' : 'terrain'
  return observations > 0 ? 'chiffres' : 'tous'
}

const MOST_FIGURES = 4

/** The figures that say something of the place first; a masked one says that it is masked; the absent are left out. */
export function chooseChiffres(chiffres: readonly Chiffre[]): Chiffre[] {
  const own = ({ cells }: Chiffre) => cells[0]?.cell
  const said = chiffres.filter((one) => own(one)?.value !== null && own(one) !== undefined)
  const masked = chiffres.filter((one) => own(one)?.status === 'secret')
  return [...said, ...masked].slice(0, MOST_FIGURES)
}
