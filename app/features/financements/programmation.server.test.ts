import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { getAppelById } from './appels.queries.server.ts'
import { aFundingWorld, aSubmittedDossier, type FundingWorld } from './financements.factory.ts'
import {
  adoptSimulation,
  createSimulation,
  type Depart,
  saveCellules,
} from './programmation.commands.server.ts'
import {
  colonnesOf,
  listMontants,
  listProgrammables,
  listSimulations,
} from './programmation.queries.server.ts'

const { db } = await openTestDatabase()

const make = (actor: Actor, appelId: string, depart: Depart = { de: 'vide' }) =>
  asActor(db, actor, (tx) => createSimulation(tx, actor, appelId, { nom: 'Hypothèse A', note: '', depart }))

async function lignesOf(world: FundingWorld) {
  const { direction, appelId } = world
  const dossiers = await asActor(db, direction, async (tx) =>
    listProgrammables(tx, direction, await getAppelById(tx, appelId)),
  )
  return dossiers.flatMap(({ lignes }) => lignes)
}

async function aTable() {
  const world = await aFundingWorld(db)
  const dossierId = await aSubmittedDossier(db, world)
  const [etat, caf] = world.financeurs
  const lignes = await lignesOf(world)
  const ofFunder = (id: string) => lignes.find(({ financeurId }) => financeurId === id)?.id ?? ''
  return { ...world, dossierId, etat: ofFunder(etat), caf: ofFunder(caf) }
}

const adoption = { adopteeLe: '2027-03-12', reference: 'Comité de pilotage du 12 mars 2027' }

test('cells are kept one by one, and a copy starts from them', async () => {
  const { direction, appelId, etat, caf } = await aTable()
  const id = await make(direction, appelId)
  const save = (cellules: Parameters<typeof saveCellules>[3]) =>
    asActor(db, direction, (tx) => saveCellules(tx, direction, id, cellules))
  expect(await save([{ ligne: etat, credit: 'specifique', centimes: 100_001 }])).toBe(100_001)
  expect(
    await save([
      { ligne: etat, credit: 'droit_commun', centimes: 2 },
      { ligne: caf, credit: 'droit_commun', centimes: 50_000 },
    ]),
  ).toBe(150_003)
  expect(await save([{ ligne: caf, credit: 'droit_commun', centimes: 0 }])).toBe(100_003)
  const copy = await make(direction, appelId, { de: 'simulation', id })
  await asActor(db, direction, async (tx) => {
    expect(new Map(await listMontants(tx, copy))).toEqual(
      new Map([
        [`${etat}:specifique`, 100_001],
        [`${etat}:droit_commun`, 2],
      ]),
    )
    expect((await listSimulations(tx, direction, appelId)).map(({ total }) => total)).toEqual([
      100_003, 100_003,
    ])
  })
})

test('a simulation starts from what the funders proposed', async () => {
  const { direction, appelId, etat } = await aTable()
  await sql`update ligne set propose_specifique_centimes = 77, propose_droit_commun_centimes = 5 where id = ${etat}`.execute(
    db,
  )
  const id = await make(direction, appelId, { de: 'propositions' })
  const montants = await asActor(db, direction, (tx) => listMontants(tx, id))
  expect(montants.toSorted()).toEqual([
    [`${etat}:droit_commun`, 5],
    [`${etat}:specifique`, 77],
  ])
})

test('adopted, each line is decided once with its source, and the table no longer changes', async () => {
  const { direction, appelId, dossierId, etat, caf } = await aTable()
  const id = await make(direction, appelId)
  const other = await make(direction, appelId)
  const adopt = (which: string) =>
    asActor(db, direction, (tx) => adoptSimulation(tx, direction, which, adoption))
  await expect(adopt(id)).rejects.toMatchObject({ code: 'programmation-vide' })
  await asActor(db, direction, (tx) =>
    saveCellules(tx, direction, id, [{ ligne: etat, credit: 'specifique', centimes: 150_000 }]),
  )
  expect(await adopt(id)).toEqual({ accordees: 1, refusees: 1 })
  const { rows } = await sql<{
    id: string
  }>`select id, etat, decide_specifique_centimes::int as sp, decide_le, decision_reference as source, motif_refus as motif
    from ligne where dossier_id = ${dossierId}`.execute(db)
  const source = adoption.reference
  expect(rows).toHaveLength(2)
  expect(rows.find((row) => row.id === etat)).toMatchObject({
    etat: 'accordee',
    sp: 150_000,
    decideLe: '2027-03-12',
    source,
  })
  expect(rows.find((row) => row.id === caf)).toMatchObject({
    etat: 'refusee',
    sp: 0,
    source,
    motif: 'Non retenu à la programmation.',
  })
  await expect(
    asActor(db, direction, (tx) =>
      saveCellules(tx, direction, id, [{ ligne: etat, credit: 'specifique', centimes: 1 }]),
    ),
  ).rejects.toMatchObject({ code: 'deja-adoptee' })
  await asActor(db, direction, (tx) =>
    saveCellules(tx, direction, other, [{ ligne: etat, credit: 'specifique', centimes: 1 }]),
  )
  await expect(adopt(other)).rejects.toMatchObject({ code: 'programmation-adoptee' })
  const lines = await db.selectFrom('journal').select('operation').where('entiteId', '=', dossierId).execute()
  expect(lines.filter(({ operation }) => operation === 'ligne.decider')).toHaveLength(2)
})

test('a funder reads the table and writes nothing in it; a carrier has no table; another territory sees nothing', async () => {
  const world = await aTable()
  const there = await aTable()
  const id = await make(world.direction, world.appelId)
  const cellule = [{ ligne: world.etat, credit: 'specifique' as const, centimes: 1 }]
  const caf = await world.as('instructeur', world.financeurs[1])
  await asActor(db, caf, async (tx) => {
    expect(await listSimulations(tx, caf, world.appelId)).toHaveLength(1)
  })
  await expect(asActor(db, caf, (tx) => saveCellules(tx, caf, id, cellule))).rejects.toBeInstanceOf(Forbidden)
  const carrier = await world.as('porteur', world.association)
  await expect(
    asActor(db, carrier, (tx) => listSimulations(tx, carrier, world.appelId)),
  ).rejects.toBeInstanceOf(Forbidden)
  await expect(
    asActor(db, there.direction, (tx) => saveCellules(tx, there.direction, id, cellule)),
  ).rejects.toBeInstanceOf(NotFound)
  const own = await make(there.direction, there.appelId)
  await expect(
    asActor(db, there.direction, (tx) => saveCellules(tx, there.direction, own, cellule)),
  ).rejects.toMatchObject({ code: 'ligne-inconnue' })
})

test('the columns are the envelopes of each funder', async () => {
  const { direction, appelId } = await aTable()
  const colonnes = await asActor(db, direction, async (tx) => colonnesOf(await getAppelById(tx, appelId)))
  expect(colonnes.length).toBeGreaterThanOrEqual(2)
  expect(colonnes.every(({ enveloppeCentimes }) => enveloppeCentimes === null || enveloppeCentimes > 0)).toBe(
    true,
  )
})
