/** What a column of a sheet may give besides amounts. */
export const champs = {
  numero: { label: 'Numéro du dossier' },
  titre: { label: 'Intitulé de l’action' },
  porteur: { label: 'Porteur' },
  siret: { label: 'SIRET du porteur' },
  axe: { label: 'Axe' },
  communes: { label: 'Communes' },
  qpv: { label: 'Quartiers prioritaires' },
  objectifs: { label: 'Objectifs ou description' },
  cout: { label: 'Coût total de l’action' },
  deposeLe: { label: 'Date de dépôt' },
  decideLe: { label: 'Date de décision' },
  reference: { label: 'Référence de la décision' },
  financeur: { label: 'Financeur (une ligne par financeur)' },
  credit: { label: 'Nature du crédit' },
  statut: { label: 'Statut de la demande' },
} as const
export type Champ = keyof typeof champs

export const stades = { demande: 'Demandé', propose: 'Proposé', decide: 'Accordé' } as const
export type Stade = keyof typeof stades

export const sortes = {
  cellule: 'dit dans la cellule',
  droit_commun: 'droit commun',
  specifique: 'crédits spécifiques',
} as const
export type Sorte = keyof typeof sortes
