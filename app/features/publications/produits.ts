/** The documents written from the live project, on demand. */
export const produits = {
  'fiche-action': {
    titre: 'Fiche action',
    phrase: 'Ce qui est prévu : qui, où, quand, avec quels moyens et quelles cibles.',
    sur: 'fiche',
  },
  'fiche-bilan': {
    titre: 'Fiche bilan',
    phrase: 'Ce qui a été fait et mesuré, face à ce qui était visé.',
    sur: 'fiche',
  },
  'document-cadre': {
    titre: 'Document-cadre',
    phrase: 'Périmètre, axes, signatures, engagements ; les six points de la loi pour un contrat de ville.',
    sur: 'document',
  },
  'tableau-de-bord': {
    titre: 'Le projet en une page',
    phrase: 'Quatre chiffres, les axes, ce qui est à décider : pour les élus.',
    sur: 'territoire',
  },
} as const

export type Produit = keyof typeof produits

export function isProduit(text: string): text is Produit {
  return Object.hasOwn(produits, text)
}

/** The key of a document about the whole territory. */
export const TERRITOIRE = 'territoire'
