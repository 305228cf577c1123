/** The kinds of ordinary means a signatory may put. */
export const effortNatures = {
  credits: 'Crédits ordinaires',
  postes: 'Postes',
  equipement: 'Équipement ou local',
  service: 'Service rendu',
} as const
export type EffortNature = keyof typeof effortNatures
