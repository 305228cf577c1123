import type { Tone } from '#app/ui/page.tsx'

export const acteNatures = {
  notification: 'Lettre de notification',
  refus: 'Lettre de refus',
  arrete: 'Arrêté attributif',
  convention: 'Convention annuelle',
  cpo: 'Convention pluriannuelle d’objectifs',
  avenant: 'Avenant',
} as const
export type ActeNature = keyof typeof acteNatures

/** What starts the number of an act. */
export const actePrefixes: Record<ActeNature, string> = {
  notification: 'NOT',
  refus: 'REF',
  arrete: 'ARR',
  convention: 'CONV',
  cpo: 'CPO',
  avenant: 'AV',
}

/** The acts by which a funder grants, one a line; the letters speak for the whole dossier. */
export const attributifs = ['arrete', 'convention', 'cpo'] as const satisfies readonly ActeNature[]

export function isLetter(nature: ActeNature): boolean {
  return nature === 'notification' || nature === 'refus'
}

export const acteEtats = {
  a_signer: 'À signer',
  signe: 'Signé',
  notifie: 'Notifié',
  annule: 'Annulé',
} as const
export type ActeEtat = keyof typeof acteEtats

export const acteTones: Record<ActeEtat, Tone> = {
  a_signer: 'ochre',
  signe: 'brand',
  notifie: 'green',
  annule: 'neutral',
}
