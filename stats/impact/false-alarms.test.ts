import { expect, test } from 'vitest'
import { countFalseAlarms, nullDesigns } from '../reference/null-panels.ts'

/** `npm run bench impact-false-alarms` draws 1,000 a design and asks for 3 to 7 percent. */
const RUNS = 150

test.each(nullDesigns)(
  '$name: without any effect, few 95 percent intervals exclude zero where one is offered',
  (design) => {
    const { offered, excluded, signals, likely } = countFalseAlarms(design, RUNS)
    expect(offered).toBeGreaterThan(0.8 * RUNS)
    // Three binomial deviations around 5 percent, for the 150 runs.
    expect(excluded / offered).toBeGreaterThan(0)
    expect(excluded / offered).toBeLessThanOrEqual(0.1)
    expect(likely / offered).toBeLessThanOrEqual(0.1)
    // A signal is a rank in the first tenth: twice as frequent, and said so in the verdict.
    expect(signals / offered).toBeLessThanOrEqual(0.17)
  },
  60_000,
)
