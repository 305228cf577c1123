import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { addQpvs, describeCommunes } from './communes.commands.server.ts'
import { anActor, aTerritoire } from './territoire.factory.ts'
import { createTerritoire } from './territoires.commands.server.ts'

const { db } = await openTestDatabase()

test('a territory is made from the SIREN of its intercommunality, with its communes and their organisations', async () => {
  const created = await createTerritoire(db, { siren: '245901160', slug: 'vm-essai' })
  expect(created).toMatchObject({ nom: 'CA Valenciennes Métropole', communes: 35, slug: 'vm-essai' })
  const communes = await db
    .selectFrom('commune')
    .select(['code', 'type'])
    .where('territoireId', '=', created.id)
    .execute()
  expect(communes).toHaveLength(35)
  expect(communes.find((its) => its.code === '59530')?.type).toBe('rurale')
  const anzin = await db
    .selectFrom('organisation')
    .select(['nom', 'siren'])
    .where('territoireId', '=', created.id)
    .where('communeCode', '=', '59014')
    .executeTakeFirst()
  expect(anzin).toEqual({ nom: 'Commune d’Anzin', siren: '215900143' })
})

test('an unknown SIREN and a taken name are refused, and nothing is left behind', async () => {
  await expect(createTerritoire(db, { siren: '123456789' })).rejects.toThrow(Refusal)
  await createTerritoire(db, { siren: '200093201', slug: 'pris' })
  await expect(createTerritoire(db, { siren: '200093201', slug: 'pris' })).rejects.toMatchObject({
    code: 'slug-pris',
  })
  expect(await db.selectFrom('territoire').select('id').where('slug', '=', 'pris').execute()).toHaveLength(1)
})

test('communes are completed with their facts, and their populations stand side by side', async () => {
  const actor = await anActor(db, await aTerritoire(db), { role: 'animation_ose' })
  const population = (annee: number, count: number) => ({
    annee,
    population: count,
    nature: 'municipale' as const,
    source: 'essai',
  })
  const facts = {
    code: '59606',
    lon: 3.5,
    lat: 50.3,
    superficieKm2: 13.8,
    populations: [population(2013, 42_851), population(2018, 43_405)],
  }
  await asActor(db, actor, (tx) => describeCommunes(tx, actor, [facts]))
  const rows = await db
    .selectFrom('communePopulation')
    .select(['annee', 'population'])
    .where('territoireId', '=', actor.territoireId)
    .orderBy('annee')
    .execute()
  expect(rows).toEqual([
    { annee: 2013, population: 42_851 },
    { annee: 2018, population: 43_405 },
  ])
})

test('a quarter keeps the communes it lies in, those of another territory included', async () => {
  const actor = await anActor(db, await aTerritoire(db), { role: 'direction' })
  const communes = [
    { code: '59606', nom: 'Valenciennes', horsTerritoire: false },
    { code: '59491', nom: 'Raismes', horsTerritoire: true },
  ]
  const qpv = {
    code: 'QN05921M',
    generation: 2024 as const,
    nom: 'Rives de l’Escaut',
    statutPerimetre: null,
    codeInfere: false,
    debut: '2024-01-01',
    fin: null,
    source: 'essai',
    communes,
  }
  await asActor(db, actor, (tx) => addQpvs(tx, actor, [qpv]))
  const kept = await db
    .selectFrom('qpvCommune')
    .select(['communeCode', 'horsTerritoire'])
    .where('territoireId', '=', actor.territoireId)
    .orderBy('communeCode')
    .execute()
  expect(kept).toEqual([
    { communeCode: '59491', horsTerritoire: true },
    { communeCode: '59606', horsTerritoire: false },
  ])
})

test('a partner may not change the territory', async () => {
  const actor = await anActor(db, await aTerritoire(db), { role: 'partenaire' })
  await expect(asActor(db, actor, (tx) => addQpvs(tx, actor, []))).rejects.toThrow(Forbidden)
})
