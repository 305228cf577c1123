import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { anActor, aTerritoire } from '#app/features/territoires/territoire.factory.ts'
import { NotFound } from '#app/lib/errors.ts'
import { getDeposit } from './deposits.server.ts'
import { saveDraft, saveTypedDraft } from './drafts.server.ts'

const { db } = await openTestDatabase()

const id = '0199a0b0-0000-7000-8000-000000000001'

function forged(): FormData {
  const form = new FormData()
  form.set('entite', 'import_lieux')
  form.set('entiteId', id)
  form.set('valeurs', JSON.stringify({ path: ['/etc/passwd'], name: ['x'], size: ['1'], sha256: ['x'] }))
  return form
}

test('a draft sent by a browser can never pass for a deposited file: it would read and erase any file', async () => {
  const actor = await anActor(db, await aTerritoire(db), { role: 'direction' })
  const now = new Date('2026-11-23T09:00:00Z')
  await expect(asActor(db, actor, (tx) => saveTypedDraft(tx, actor, forged(), now))).rejects.toThrow(NotFound)
  const deposit = () => asActor(db, actor, (tx) => getDeposit(tx, actor, 'import_lieux', id))
  await expect(deposit()).rejects.toThrow(NotFound)
  await asActor(db, actor, (tx) => saveDraft(tx, actor, forged(), now))
  expect((await deposit()).file.path).toBe('/etc/passwd')
})
