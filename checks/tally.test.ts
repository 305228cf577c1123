import { expect, test } from 'vitest'
import { lastLine, tallyOf } from './tally.ts'

function report(given: { passed?: number; failed?: number; pending?: number; files?: unknown[] }): string {
  return JSON.stringify({
    numPassedTests: given.passed ?? 0,
    numFailedTests: given.failed ?? 0,
    numPendingTests: given.pending ?? 0,
    numTodoTests: 0,
    testResults: given.files ?? [],
  })
}

test('tests are summed as the runner counted them', () => {
  expect(tallyOf(report({ passed: 7, failed: 2 }), 1)).toEqual({ passed: 7, failed: 2 })
})

test('a file that does not load is a failure, although no test failed', () => {
  const files = [{ status: 'failed', assertionResults: [] }]
  expect(tallyOf(report({ passed: 3, files }), 1)).toEqual({ passed: 3, failed: 1 })
})

test('a test left aside is not silent: it fails', () => {
  expect(tallyOf(report({ passed: 3, pending: 2 }), 0)).toEqual({ passed: 3, failed: 2 })
})

test('a run without a test, or that ended badly, is a failure', () => {
  expect(tallyOf(report({}), 0)).toEqual({ passed: 0, failed: 1 })
  expect(tallyOf(report({ passed: 3 }), 1)).toEqual({ passed: 3, failed: 1 })
})

test('the last line names what was left out, and only then', () => {
  expect(lastLine({ passed: 12, failed: 0 }, [])).toBe('12 passed, 0 failed')
  expect(lastLine({ passed: 12, failed: 1 }, ['e2e', 'postgres'])).toBe(
    '12 passed, 1 failed, 2 skipped (e2e, postgres)',
  )
})
