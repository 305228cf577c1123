import type { Tone } from '#app/ui/page.tsx'

export const renduEtats = {
  a_rendre: 'À rendre',
  brouillon: 'En cours',
  depose: 'Rendu',
  a_corriger: 'À corriger',
  accepte: 'Accepté',
} as const
export type RenduEtat = keyof typeof renduEtats

export const renduTones: Record<RenduEtat, Tone> = {
  a_rendre: 'neutral',
  brouillon: 'neutral',
  depose: 'brand',
  a_corriger: 'ochre',
  accepte: 'green',
}

/** What becomes of money that was not spent. */
export const reliquatIssues = {
  solde: 'Gardé : l’action est soldée ainsi',
  report: 'Reporté sur l’année suivante (fonds dédiés)',
  reversement: 'Reversé au financeur',
} as const
export type ReliquatIssue = keyof typeof reliquatIssues
