import { PanelProblem, smallestDetectableEffect } from '#stats/impact/index.ts'
import { compute } from './calcul.rules.ts'
import { type StudyPanel, toPanel } from './panel.rules.ts'
import type { StudyMethod } from './protocole.rules.ts'

export interface Puissance {
  /** Effect that a study of this shape would see four times in five, in the unit of the indicator. */
  plusPetitVisible: number
  /** Years of the past that play those of after. */
  annees: number
}

/** Fewest years of the past left before the pretended start. */
const FEWEST_BEFORE = 2

/**
 * What a study could see, before it is launched and without looking at anything after its start: the same method on the
 * years before alone, with as many of the last of them as there are years after playing the after. Null when the past is
 * too short, or when the method gives no error.
 */
export function puissanceOf(
  study: StudyPanel,
  { debut, methode, graine }: { debut: number; methode: StudyMethod; graine: number },
): Puissance | null {
  const before = study.annees.filter((annee) => annee < debut)
  const wanted = study.annees.length - before.length
  const annees = Math.min(wanted, Math.floor(before.length / 2))
  const start = before.at(-annees)
  if (annees < 1 || start === undefined || before.length - annees < FEWEST_BEFORE) return null
  const past = { ...study, annees: before, rows: study.rows.filter((row) => row.annee < debut) }
  try {
    const declared = { methode, graine, cible: null, unite: '', contexte: {} }
    const { result } = compute(toPanel(past, start), past, declared)
    const plusPetitVisible = smallestDetectableEffect(result.se)
    return Number.isFinite(plusPetitVisible) ? { plusPetitVisible, annees } : null
  } catch (error) {
    if (error instanceof PanelProblem) return null
    throw error
  }
}
