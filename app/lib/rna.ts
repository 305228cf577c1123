/** Numbers of the national register of associations (RNA): `W`, nine digits, sometimes a letter third. */

export type RnaFlag = 'vide' | 'forme' | 'lettre-ajoutee' | 'ancien-numero'

export type CheckedRna = {
  /** As received, untouched. */
  raw: string
  /** `W` and nine characters, or null when the text cannot be one. */
  normalised: string | null
  isValid: boolean
  flags: ReadonlyArray<RnaFlag>
}

/** What to tell a person about each flag. */
export const rnaFlagSentences: Record<RnaFlag, string> = {
  vide: 'Aucun numéro RNA n’est indiqué.',
  forme: 'Un numéro RNA s’écrit W suivi de neuf chiffres.',
  'lettre-ajoutee': 'La lettre W manquait : elle a été ajoutée.',
  'ancien-numero': 'C’est un ancien numéro de préfecture : le numéro RNA commence par W.',
}

// The official schema says nine digits; Corsica and a few prefectures have a letter in third position.
const RNA = /^W\d[A-Z\d]\d{7}$/

/** Whether a text is exactly an RNA number. */
export function isRna(text: string): boolean {
  return RNA.test(text)
}

/** Reads an RNA number out of what was typed or imported; flags what is doubtful, refuses nothing. */
export function checkRna(received: string | null | undefined): CheckedRna {
  const raw = received ?? ''
  const compact = raw
    .normalize('NFKC')
    .toUpperCase()
    .replace(/^\s*(RNA|N°\s*RNA)\s*:?/, '')
  const text = compact.replaceAll(/[\s.\-_]/g, '')
  if (text === '') return { raw, normalised: null, isValid: false, flags: ['vide'] }
  if (isRna(text)) return { raw, normalised: text, isValid: true, flags: [] }
  if (/^\d{9}$/.test(text)) return { raw, normalised: `W${text}`, isValid: true, flags: ['lettre-ajoutee'] }
  const isOldNumber = /^\d[\dAB]\d\/\d+$/.test(text) || /^\d{7,8}$/.test(text)
  return { raw, normalised: null, isValid: false, flags: [isOldNumber ? 'ancien-numero' : 'forme'] }
}
