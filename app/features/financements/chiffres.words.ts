/** What the money may be cut by. */
export const dimensions = {
  exercice: 'Année',
  contrat: 'Document-cadre',
  appel: 'Appel à projets',
  financeur: 'Financeur',
  credit: 'Sorte de crédit',
  axe: 'Axe',
  commune: 'Commune',
  qpv: 'Quartier prioritaire',
  situation: 'Quartiers, rural, autres',
  porteur: 'Porteur',
  nature: 'Nature du porteur',
} as const
export type Dimension = keyof typeof dimensions

/** What is added up, each with what it means. */
export const mesures = {
  demande: {
    label: 'Demandé',
    definition:
      'Ce que les porteurs demandent à chaque financeur. Les demandes qu’un tableau importé ne dit pas ne comptent pas.',
  },
  propose: {
    label: 'Proposé',
    definition:
      'Ce que les financeurs proposent après instruction, droit commun et crédits spécifiques ensemble.',
  },
  accorde: {
    label: 'Accordé',
    definition: 'Ce que les financeurs ont décidé d’accorder, droit commun et crédits spécifiques ensemble.',
  },
  verse: { label: 'Versé', definition: 'Les versements faits, moins ce qui a été reversé.' },
  dossiers: {
    label: 'Dossiers',
    definition:
      'Les dossiers déposés, comptés une fois chacun, même s’ils ont plusieurs financeurs ou plusieurs communes.',
  },
} as const
export type Mesure = keyof typeof mesures

export const situations = {
  qpv: 'Quartiers prioritaires',
  rural: 'Communes rurales',
  autre: 'Autres communes',
  territoire: 'Tout le territoire',
} as const

export const creditWords = {
  droit_commun: 'Droit commun',
  specifique: 'Crédits spécifiques',
  non_reparti: 'Non réparti par sorte de crédit',
} as const

/** What is said when a dossier has no value on a dimension. */
export const withoutWords: Partial<Record<Dimension, string>> = {
  contrat: 'Sans document-cadre',
  axe: 'Sans axe',
  commune: 'Tout le territoire',
  qpv: 'Hors quartier désigné',
}

/** How an amount of a dossier on several places is shared: said wherever a place is a dimension. */
export const partageNote =
  'Un dossier qui porte sur plusieurs communes ou quartiers y compte à parts égales, au centime près.'
