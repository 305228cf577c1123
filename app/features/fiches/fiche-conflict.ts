import type { RefusedForm } from '#app/platform/refused-form.ts'

export interface ConflictLine {
  key: string
  label: string
  theirs: string
  mine: string
  proposed: 'theirs' | 'mine'
  /** Both changed it: a person must look. */
  isDisputed: boolean
}

/** Two people saved one fiche: what each wrote, field by field. */
export interface FicheConflict {
  /** The version that stands now. */
  version: number
  by: string
  at: string
  lines: ConflictLine[]
}

/** The conflict in a refused form, when it is one. */
export function conflictOf(refused: RefusedForm | undefined): FicheConflict | null {
  const details = refused?.refusal.code === 'conflit' ? refused.refusal.details : null
  return isConflict(details) ? details : null
}

function isConflict(details: unknown): details is FicheConflict {
  return typeof details === 'object' && details !== null && 'lines' in details && 'version' in details
}
