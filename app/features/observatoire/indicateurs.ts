import type { Indicateur } from './catalogue.ts'
import { logement, securite } from './catalogue-cadre-de-vie.ts'
import { education, sante } from './catalogue-education-sante.ts'
import { emploi } from './catalogue-emploi.ts'
import { population, revenus } from './catalogue-population.ts'

/** The catalogue of indicators, in the order of the themes. */
export const indicateurs: readonly Indicateur[] = [
  ...population,
  ...revenus,
  ...emploi,
  ...education,
  ...sante,
  ...logement,
  ...securite,
]

/** The indicator of this id, whatever its case, or null. */
export function findIndicateur(id: string): Indicateur | null {
  return indicateurs.find((one) => one.id === id.toUpperCase()) ?? null
}
