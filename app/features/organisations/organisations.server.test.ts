import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { anActor, aTerritoire } from '#app/features/territoires/territoire.factory.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { anOrganisation } from './organisation.factory.ts'
import { remarksOn } from './organisation.rules.ts'
import { createOrganisation, updateOrganisation } from './organisations.commands.server.ts'
import { getOrganisation, listOrganisations } from './organisations.queries.server.ts'

const { db } = await openTestDatabase()

const tri = { by: 'nom', descending: false } as const
const today = isoDate('2026-11-23')

async function aDirector() {
  const territoire = await aTerritoire(db)
  return { territoire, actor: await anActor(db, territoire, { role: 'direction' }) }
}

test('every field survives save and reload, and the journal keeps what was written', async () => {
  const { actor } = await aDirector()
  const input = anOrganisation({
    communeCode: '59606',
    debut: isoDate('2010-01-01'),
    fin: isoDate('2020-01-01'),
  })
  const id = await asActor(db, actor, (tx) => createOrganisation(tx, actor, input))
  expect(await asActor(db, actor, (tx) => getOrganisation(tx, actor, id))).toEqual({
    ...input,
    id,
    version: 1,
  })
  const lines = await db.selectFrom('journal').selectAll().where('entiteId', '=', id).execute()
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatchObject({ operation: 'organisation.creer', titre: input.nom, auteur: actor.nom })
})

test('a field that is not sent keeps its value', async () => {
  const { actor } = await aDirector()
  const input = anOrganisation()
  const id = await asActor(db, actor, (tx) => createOrganisation(tx, actor, input))
  await asActor(db, actor, (tx) =>
    updateOrganisation(tx, actor, id, { version: 1, input: { sigle: 'NOUVEAU' } }),
  )
  expect(await asActor(db, actor, (tx) => getOrganisation(tx, actor, id))).toEqual({
    ...input,
    sigle: 'NOUVEAU',
    id,
    version: 2,
  })
})

test('a stale version is refused with both texts and nothing is written', async () => {
  const { actor } = await aDirector()
  const id = await asActor(db, actor, (tx) => createOrganisation(tx, actor, anOrganisation()))
  await asActor(db, actor, (tx) => updateOrganisation(tx, actor, id, { version: 1, input: { sigle: 'A' } }))
  const stale = asActor(db, actor, (tx) =>
    updateOrganisation(tx, actor, id, { version: 1, input: { sigle: 'B' } }),
  )
  await expect(stale).rejects.toMatchObject({
    code: 'conflit',
    details: { theirs: { sigle: 'A' }, mine: { sigle: { apres: 'B' } } },
  })
  expect((await asActor(db, actor, (tx) => getOrganisation(tx, actor, id))).sigle).toBe('A')
})

test('a period that ends before it starts is refused on its field, journal included', async () => {
  const { actor } = await aDirector()
  const input = anOrganisation({ debut: isoDate('2020-01-01'), fin: isoDate('2019-01-01') })
  await expect(asActor(db, actor, (tx) => createOrganisation(tx, actor, input))).rejects.toThrow(Refusal)
  expect(
    await db.selectFrom('journal').select('id').where('territoireId', '=', actor.territoireId).execute(),
  ).toEqual([])
})

test('a carrier may not write in the directory', async () => {
  const { territoire } = await aDirector()
  const carrier = await anActor(db, territoire, { role: 'porteur' })
  await expect(
    asActor(db, carrier, (tx) => createOrganisation(tx, carrier, anOrganisation())),
  ).rejects.toThrow(Forbidden)
})

test('an organisation of another territory does not exist, even by its id', async () => {
  const here = await aDirector()
  const elsewhere = await aDirector()
  const id = await asActor(db, here.actor, (tx) => createOrganisation(tx, here.actor, anOrganisation()))
  await expect(
    asActor(db, elsewhere.actor, (tx) => getOrganisation(tx, elsewhere.actor, id)),
  ).rejects.toThrow(NotFound)
})

test('the directory is read at a date and searched without accents', async () => {
  const { actor } = await aDirector()
  await asActor(db, actor, (tx) =>
    createOrganisation(
      tx,
      actor,
      anOrganisation({ nom: 'Épicerie solidaire', fin: isoDate('2016-01-01'), debut: isoDate('2000-01-01') }),
    ),
  )
  const search = (at: string) =>
    asActor(db, actor, (tx) =>
      listOrganisations(tx, actor, { search: 'epiceries', tri }, { at: isoDate(at), page: 1 }),
    )
  expect((await search('2015-06-01')).total).toBe(1)
  expect((await search('2017-06-01')).total).toBe(0)
})

test('the list is narrowed to doubtful numbers by the same rules as the sentences of the page', async () => {
  const { actor } = await aDirector()
  const numbers = [
    { siret: '24590116000018', siren: null, rna: null },
    { siret: '21590606800011', siren: null, rna: null },
    { siret: '35600000000048', siren: '356000000', rna: null },
    { siret: '35600000000049', siren: null, rna: null },
    { siret: '35600000000048', siren: '245901160', rna: null },
    { siret: null, siren: '245901160', rna: 'W596001234' },
    { siret: null, siren: '245901161', rna: null },
    { siret: null, siren: null, rna: '0591234567' },
    { siret: null, siren: null, rna: 'W9C1001234' },
    { siret: 'inconnu', siren: null, rna: null },
  ]
  for (const [index, its] of numbers.entries()) {
    const input = anOrganisation({ nom: `N${index}`, ...its })
    await asActor(db, actor, (tx) => createOrganisation(tx, actor, input))
  }
  const { rows } = await asActor(db, actor, (tx) =>
    listOrganisations(tx, actor, { aVerifier: true, tri }, { at: today, page: 1 }),
  )
  const doubtful = numbers.flatMap((its, index) => (remarksOn(its).length > 0 ? [`N${index}`] : []))
  expect(rows.map((row) => row.nom)).toEqual(doubtful)
  expect(doubtful.length).toBeGreaterThan(4)
})

test('the number of a person is never kept, journal included', async () => {
  const { actor } = await aDirector()
  const input = anOrganisation({ siret: '1850759606123' })
  await expect(asActor(db, actor, (tx) => createOrganisation(tx, actor, input))).rejects.toMatchObject({
    code: 'numero-personnel',
    field: 'siret',
  })
})

test('the directory is sorted both ways, the unknown last, and narrowed to a commune', async () => {
  const { actor } = await aDirector()
  for (const [nom, communeCode] of [
    ['Zone', '59606'],
    ['Étoile', '59559'],
    ['Aube', null],
  ] as const)
    await asActor(db, actor, (tx) => createOrganisation(tx, actor, anOrganisation({ nom, communeCode })))
  const names = async (filter: Parameters<typeof listOrganisations>[2]) => {
    const { rows } = await asActor(db, actor, (tx) =>
      listOrganisations(tx, actor, { nature: 'association', ...filter }, { at: today, page: 1 }),
    )
    return rows.map((row) => row.nom)
  }
  expect(await names({ tri })).toEqual(['Aube', 'Étoile', 'Zone'])
  expect(await names({ tri: { by: 'nom', descending: true } })).toEqual(['Zone', 'Étoile', 'Aube'])
  expect(await names({ tri: { by: 'commune', descending: false } })).toEqual(['Étoile', 'Zone', 'Aube'])
  expect(await names({ commune: '59606', tri })).toEqual(['Zone'])
})
