import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { aFiche } from '#app/features/fiches/fiche.factory.ts'
import { createFiche } from '#app/features/fiches/index.server.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { aFundingWorld, aSubmittedDossier } from './financements.factory.ts'
import type { RelaisInput } from './relais.schema.ts'
import { countRelaisToDecide, listRelais, saveRelais } from './relais.server.ts'

const { db } = await openTestDatabase()
const today = isoDate('2027-06-01')

const aRelais = (given: Partial<RelaisInput> = {}): RelaisInput => ({
  finExterieure: isoDate('2028-01-01'),
  montantCentimes: 150_000,
  plan: 'Deux postes repris par la commune.',
  deciderAvant: isoDate('2027-07-01'),
  responsableId: null,
  decision: null,
  decideLe: null,
  ...given,
})

async function funded() {
  const world = await aFundingWorld(db)
  const { direction, axes } = world
  const { id: ficheId } = await asActor(db, direction, (tx) =>
    createFiche(tx, direction, aFiche({ axeId: axes[0] })),
  )
  const dossierId = await aSubmittedDossier(db, world, { input: { ficheId } })
  await sql`update ligne set decide_specifique_centimes = 150000 where dossier_id = ${dossierId} and financeur_id = ${world.financeurs[0]}`.execute(
    db,
  )
  return { ...world, ficheId }
}

test('an action on outside money is on the list with its end, before anybody prepares anything', async () => {
  const { direction, ficheId } = await funded()
  const rows = await asActor(db, direction, (tx) => listRelais(tx, direction, today))
  expect(rows).toMatchObject([
    { ficheId, finExterieure: '2028-01-01', montantCentimes: 150_000, etat: 'a_preparer', version: 0 },
  ])
})

test('a near decision is counted on the home of who prepares it, until it is taken', async () => {
  const { direction, ficheId, ...world } = await funded()
  const count = () => asActor(db, direction, (tx) => countRelaisToDecide(tx, direction, today))
  expect(await count()).toBe(0)
  await asActor(db, direction, (tx) => saveRelais(tx, direction, ficheId, { version: 0, input: aRelais() }))
  expect(await count()).toBe(1)
  const carrier = await world.as('porteur', world.association)
  expect(await asActor(db, carrier, (tx) => countRelaisToDecide(tx, carrier, today))).toBe(0)
  const decided = aRelais({ decision: 'droit_commun', decideLe: isoDate('2027-06-15') })
  await asActor(db, direction, (tx) => saveRelais(tx, direction, ficheId, { version: 1, input: decided }))
  expect(await count()).toBe(0)
  const { rows } = await sql<{
    operation: string
  }>`select operation from journal where entite_id = ${ficheId} and operation = 'fiche.preparer'`.execute(db)
  expect(rows).toHaveLength(2)
})

test('a decision after the cliff, half a decision, a stale version and a stranger are refused', async () => {
  const { direction, ficheId, ...world } = await funded()
  const save = (input: RelaisInput, version = 0) =>
    asActor(db, direction, (tx) => saveRelais(tx, direction, ficheId, { version, input }))
  await expect(save(aRelais({ deciderAvant: isoDate('2028-02-01') }))).rejects.toThrow(Refusal)
  await expect(save(aRelais({ decision: 'arretee' }))).rejects.toThrow(Refusal)
  await expect(save(aRelais(), 3)).rejects.toThrow(Refusal)
  const partner = await world.as('partenaire', world.partner)
  await expect(
    asActor(db, partner, (tx) => saveRelais(tx, partner, ficheId, { version: 0, input: aRelais() })),
  ).rejects.toThrow(Forbidden)
  await expect(asActor(db, partner, (tx) => listRelais(tx, partner, today))).rejects.toThrow(Forbidden)
})
