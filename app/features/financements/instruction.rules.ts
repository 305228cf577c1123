import type { DossierEtat } from './dossier.words.ts'

export interface DossierMove {
  to: DossierEtat
  label: string
  /** A sentence is asked, and goes to the carrier by mail. */
  needsMotif: boolean
}

const complete: DossierMove = { to: 'complet', label: 'Complet', needsMotif: false }
const incomplete: DossierMove = {
  to: 'incomplet',
  label: 'Incomplet : demander les pièces',
  needsMotif: true,
}
const inadmissible: DossierMove = { to: 'irrecevable', label: 'Irrecevable', needsMotif: true }

/** What an instructor may say of a submitted dossier, by where it stands. */
export const dossierMoves: Partial<Record<DossierEtat, readonly DossierMove[]>> = {
  depose: [complete, incomplete, inadmissible],
  incomplet: [complete, inadmissible],
  complet: [{ to: 'recevable', label: 'Recevable', needsMotif: false }, incomplete, inadmissible],
  recevable: [inadmissible],
  irrecevable: [{ to: 'complet', label: 'Revenir sur l’irrecevabilité', needsMotif: true }],
}
