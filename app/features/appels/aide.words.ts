export const aideEtats = { a_examiner: 'À examiner', suivie: 'Suivie', ecartee: 'Écartée' } as const
export type AideEtat = keyof typeof aideEtats

/** Whether the perimeter of an aid holds the territory. */
export const concerneWords = {
  oui: 'Le territoire est concerné',
  a_verifier: 'Périmètre à vérifier',
  non: 'Hors du territoire',
} as const
export type Concerne = keyof typeof concerneWords
