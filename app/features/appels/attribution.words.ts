import type { Nature } from './attribution-cells.ts'

export const natureWords: Record<Nature, string> = {
  numeraire: 'Aide en numéraire',
  nature: 'Aide en nature',
  numeraire_et_nature: 'Numéraire et nature',
}
