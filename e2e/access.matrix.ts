import { appui } from './access/appui.ts'
import { coconstruction } from './access/coconstruction.ts'
import { conventions } from './access/conventions.ts'
import { evaluation } from './access/evaluation.ts'
import { fiches } from './access/fiches.ts'
import { financements } from './access/financements.ts'
import { gouvernance } from './access/gouvernance.ts'
import { maison } from './access/maison.ts'
import { observation } from './access/observation.ts'
import { participation } from './access/participation.ts'
import { publications } from './access/publications.ts'
import type { Row } from './access/roles.ts'
import { strategie } from './access/strategie.ts'

/**
 * One row a route: who reads, who writes. A route without a row fails the tests; a row without a route too.
 * What a person sees inside a page is tested with its feature; here, whether the page opens at all.
 */
export const accessMatrix: Record<string, Row> = {
  ...maison,
  ...strategie,
  ...gouvernance,
  ...participation,
  ...appui,
  ...coconstruction,
  ...financements,
  ...conventions,
  ...fiches,
  ...evaluation,
  ...observation,
  ...publications,
}
