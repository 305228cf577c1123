import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

/** What a step of the whole run gave. */
export interface Tally {
  passed: number
  failed: number
}

const report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})

/**
 * Counts a vitest run from its JSON report. A file that did not load counts as one failure, and so do a test left
 * aside (`skip`, `todo`), a run without any test, and a run that ended badly although every test passed.
 */
export function tallyOf(json: string, exitCode: number): Tally {
  const its = report.parse(JSON.parse(json))
  const unloaded = its.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length
  const leftAside = its.numPendingTests + its.numTodoTests
  const failed = its.numFailedTests + unloaded + leftAside
  const somethingElse = failed === 0 && (exitCode !== 0 || its.numPassedTests === 0)
  return { passed: its.numPassedTests, failed: failed + (somethingElse ? 1 : 0) }
}

export function tallyOfFile(path: string, exitCode: number): Tally {
  return existsSync(path) ? tallyOf(readFileSync(path, 'utf8'), exitCode) : { passed: 0, failed: 1 }
}

/** The last line of the run: what passed, what failed, and what the person asked to leave out, by name. */
export function lastLine(total: Tally, skipped: ReadonlyArray<string>): string {
  const counts = `${total.passed} passed, ${total.failed} failed`
  return skipped.length === 0 ? counts : `${counts}, ${skipped.length} skipped (${skipped.join(', ')})`
}
