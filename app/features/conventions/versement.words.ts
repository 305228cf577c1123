export const versementNatures = {
  unique: 'Versement unique',
  avance: 'Avance',
  acompte: 'Acompte',
  solde: 'Solde',
  reversement: 'Reversement au financeur',
} as const
export type VersementNature = keyof typeof versementNatures
