import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

function maillage(...args: string[]) {
  return spawnSync(process.execPath, ['cli/maillage.ts', ...args], { encoding: 'utf8' })
}

test('an unknown command is a wrong usage, not a refusal', () => {
  const run = maillage('nimporte')
  expect(run.status).toBe(2)
  expect(run.stderr).toContain('--help')
})

test('asking for help is not an error', () => {
  expect(maillage('--help').status).toBe(0)
})
