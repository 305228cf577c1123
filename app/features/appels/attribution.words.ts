export const natures = ['numeraire', 'nature', 'numeraire_et_nature'] as const
export type Nature = (typeof natures)[number]

export const natureWords: Record<Nature, string> = {
  numeraire: 'Aide en numéraire',
  nature: 'Aide en nature',
  numeraire_et_nature: 'Numéraire et nature',
}
