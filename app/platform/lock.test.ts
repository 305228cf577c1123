import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { acquireLock } from './lock.server.ts'

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'maillage-verrou-'))
}

test('a folder held by a living process is refused, with what to do', () => {
  const dir = folder()
  writeFileSync(join(dir, 'verrou'), String(process.ppid))
  expect(() => acquireLock(dir)).toThrow('choisissez un autre dossier avec MAILLAGE_DATA')
})

test('a lock left by a dead process is taken over, and given back', () => {
  const dir = folder()
  writeFileSync(join(dir, 'verrou'), '999999999')
  const release = acquireLock(dir)
  expect(readFileSync(join(dir, 'verrou'), 'utf8')).toBe(String(process.pid))
  release()
  acquireLock(dir)()
})
