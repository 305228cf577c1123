import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { aFundingWorld } from './financements.factory.ts'
import { decryptIban, encryptIban, findRib, saveRib } from './rib.server.ts'

const { db } = await openTestDatabase()
const SECRET = 'un-secret-de-test-assez-long-pour-servir'
const IBAN = 'FR76 3000 6000 0112 3456 7890 189'

test('an account number is kept encrypted, shown in clear to the finance roles only, absent from the journal', async () => {
  const world = await aFundingWorld(db)
  const porteur = await world.as('porteur', world.association)
  const input = { titulaire: 'Association', iban: IBAN, bic: '' }
  await asActor(db, porteur, (tx) => saveRib(tx, porteur, world.association, { input, secret: SECRET }))
  const asked = { organisationId: world.association, secret: SECRET }
  const see = (actor: Actor) => asActor(db, actor, (tx) => findRib(tx, actor, asked))
  expect((await see(await world.as('finances')))?.iban).toBe(IBAN)
  for (const actor of [
    porteur,
    await world.as('charge_mission'),
    await world.as('instructeur', world.financeurs[0]),
  ])
    expect((await see(actor))?.iban).toBe('•••• •••• 0189')
  const bare = IBAN.replaceAll(' ', '')
  const row = await db
    .selectFrom('organisationRib')
    .selectAll()
    .where('organisationId', '=', world.association)
    .executeTakeFirstOrThrow()
  const journal = await db
    .selectFrom('journal')
    .selectAll()
    .where('territoireId', '=', world.territoire.id)
    .execute()
  expect(JSON.stringify([row, journal])).not.toContain(bare)
  expect(decryptIban(SECRET, row.ibanChiffre, world.partner)).toBeNull()
  expect(decryptIban('un-autre-secret', row.ibanChiffre, world.association)).toBeNull()
  expect(encryptIban(SECRET, bare, world.association)).not.toBe(row.ibanChiffre)
  await expect(
    asActor(db, porteur, (tx) =>
      saveRib(tx, porteur, world.association, {
        input: { titulaire: 'A', iban: 'FR7612345', bic: '' },
        secret: SECRET,
      }),
    ),
  ).rejects.toThrow(/à corriger/)
})
