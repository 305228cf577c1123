import { z } from 'zod'
import { indicateurLocalInput } from './locaux.schema.ts'

/** The indicators of a territory's own as they may serve elsewhere: their words and formulas, none of their figures. */
export const locauxTrame = z
  .array(indicateurLocalInput.omit({ totalId: true }).extend({ totalCode: z.string().max(44).nullable() }))
  .max(500)

export type LocauxTrame = z.infer<typeof locauxTrame>

/** Those that others need come first: a total before its part, what a formula names before the formula. */
export function inNeedOrder(trame: LocauxTrame): LocauxTrame {
  const waiting = [...trame]
  const done: LocauxTrame = []
  while (waiting.length > 0) {
    const codes = new Set(waiting.map(({ code }) => code))
    const ready = waiting.findIndex(({ code, totalCode, formule }) => {
      const needs = [totalCode ?? '', ...(formule.match(/LOC_[A-Z0-9_]+/g) ?? [])]
      return needs.every((need) => need === code || !codes.has(need))
    })
    // A circle is left in its order: creating it says what is wrong.
    done.push(...waiting.splice(Math.max(0, ready), 1))
  }
  return done
}
