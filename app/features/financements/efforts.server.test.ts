import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { porteeOf } from './chiffres-faits.server.ts'
import type { EffortInput } from './effort.schema.ts'
import {
  archiveEffort,
  declareEffort,
  type EffortAsked,
  listEfforts,
  loadCompteur,
  verifyEffort,
} from './efforts.server.ts'
import { aFundingWorld, aSubmittedDossier } from './financements.factory.ts'

const { db } = await openTestDatabase()

const everything: EffortAsked = { annee: null, axeId: null, communeCode: null }

const anEffort = (given: Partial<EffortInput> = {}): Omit<EffortInput, 'verifieLe'> => ({
  organisationId: '',
  annee: 2027,
  axeId: null,
  communeCode: null,
  qpvCode: null,
  nature: 'postes',
  libelle: 'Deux éducateurs',
  montantCentimes: 9_000_000,
  etp: 2,
  preuve: 'Délibération 12',
  ...given,
})

const meter = (actor: Actor, asked = everything) =>
  asActor(db, actor, (tx) => loadCompteur(tx, porteeOf(actor), asked))

test('the meter shows what is declared, what is verified and what is decided, apart', async () => {
  const world = await aFundingWorld(db)
  const { direction, financeurs, axes } = world
  const dossierId = await aSubmittedDossier(db, world)
  await sql`update ligne set decide_droit_commun_centimes = 150001 where dossier_id = ${dossierId} and financeur_id = ${financeurs[1]}`.execute(
    db,
  )
  const first = await asActor(db, direction, (tx) =>
    declareEffort(tx, direction, anEffort({ organisationId: financeurs[1], axeId: axes[0] })),
  )
  await asActor(db, direction, (tx) =>
    declareEffort(
      tx,
      direction,
      anEffort({ organisationId: financeurs[1], annee: 2026, montantCentimes: 100, etp: null }),
    ),
  )
  await asActor(db, direction, (tx) =>
    verifyEffort(tx, direction, { id: first, version: 1, today: isoDate('2027-05-01') }),
  )
  expect((await meter(direction)).find((its) => its.organisationId === financeurs[1])).toMatchObject({
    declareCentimes: 9_000_100,
    verifieCentimes: 9_000_000,
    etp: 2,
    decideCentimes: 150_001,
  })
  const narrowed = await meter(direction, { annee: 2027, axeId: axes[0], communeCode: null })
  expect(narrowed).toMatchObject([
    { organisationId: financeurs[1], declareCentimes: 9_000_000, decideCentimes: 150_001 },
  ])
  expect(await meter(direction, { annee: 2026, axeId: axes[0], communeCode: null })).toEqual([])
  await asActor(db, direction, (tx) => archiveEffort(tx, direction, first))
  expect(await asActor(db, direction, (tx) => listEfforts(tx, everything))).toHaveLength(1)
  const { rows } = await sql<{
    operation: string
  }>`select operation from journal where territoire_id = ${direction.territoireId} and entite = 'effort' order by id`.execute(
    db,
  )
  expect(rows.map((row) => row.operation)).toEqual([
    'effort.creer',
    'effort.creer',
    'effort.modifier',
    'effort.archiver',
  ])
})

test('a signatory declares for itself only, and does not verify itself', async () => {
  const world = await aFundingWorld(db)
  const caf = await world.as('instructeur', world.financeurs[1])
  const own = anEffort({ organisationId: world.financeurs[1] })
  const id = await asActor(db, caf, (tx) => declareEffort(tx, caf, own))
  const other = anEffort({ organisationId: world.financeurs[0] })
  await expect(asActor(db, caf, (tx) => declareEffort(tx, caf, other))).rejects.toThrow(Forbidden)
  const today = isoDate('2027-05-01')
  await expect(asActor(db, caf, (tx) => verifyEffort(tx, caf, { id, version: 1, today }))).rejects.toThrow(
    Forbidden,
  )
})

test('an effort without amount nor time is refused, and one without evidence is not verified', async () => {
  const { direction, financeurs } = await aFundingWorld(db)
  const bare = anEffort({ organisationId: financeurs[0], montantCentimes: null, etp: null })
  await expect(asActor(db, direction, (tx) => declareEffort(tx, direction, bare))).rejects.toThrow(Refusal)
  const unproved = anEffort({ organisationId: financeurs[0], preuve: '' })
  const id = await asActor(db, direction, (tx) => declareEffort(tx, direction, unproved))
  const today = isoDate('2027-05-01')
  await expect(
    asActor(db, direction, (tx) => verifyEffort(tx, direction, { id, version: 1, today })),
  ).rejects.toThrow(Refusal)
})
