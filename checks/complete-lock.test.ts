import { expect, test } from 'vitest'
import { complete, readLock } from './complete-lock.ts'

test('the lock names the optional packages of every platform, so that npm ci accepts it', () => {
  expect(complete(readLock().packages).added).toEqual([])
})

test('a platform that is missing is added with the system and processor of its name', () => {
  const added = complete({
    '': {},
    'node_modules/outil': { optionalDependencies: { '@outil/cli-linux-arm64-musl': '1.2.3' } },
  })
  expect(added.packages['node_modules/@outil/cli-linux-arm64-musl']).toEqual({
    version: '1.2.3',
    optional: true,
    os: ['linux'],
    cpu: ['arm64'],
    libc: ['musl'],
  })
})

test('the lock names no registry', () => {
  expect(JSON.stringify(readLock())).not.toMatch(/"resolved":"https?:/)
})
