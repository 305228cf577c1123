import type { Tone } from '#app/ui/page.tsx'

export const simulationEtats = {
  brouillon: 'En préparation',
  cotech: 'Vue en comité technique',
  copil: 'Proposée au comité de pilotage',
  adoptee: 'Adoptée',
  ecartee: 'Écartée',
} as const
export type SimulationEtat = keyof typeof simulationEtats

export const simulationTones: Record<SimulationEtat, Tone> = {
  brouillon: 'neutral',
  cotech: 'ochre',
  copil: 'brand',
  adoptee: 'green',
  ecartee: 'red',
}

export const avisWords = {
  favorable: 'Favorable',
  favorable_reserves: 'Favorable avec réserves',
  ajourne: 'Ajourné',
  defavorable: 'Défavorable',
} as const
export type Avis = keyof typeof avisWords

export const avisTones: Record<Avis, Tone> = {
  favorable: 'green',
  favorable_reserves: 'ochre',
  ajourne: 'neutral',
  defavorable: 'red',
}
