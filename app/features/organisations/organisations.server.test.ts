import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { anActor, aTerritoire } from '#app/features/territoires/territoire.factory.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { anOrganisation } from './organisation.factory.ts'
import { createOrganisation, updateOrganisation } from './organisations.commands.server.ts'
import { getOrganisation, listOrganisations } from './organisations.queries.server.ts'

const { db } = await openTestDatabase()

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
      listOrganisations(tx, actor, { search: 'epiceries', at: isoDate(at), page: 1 }),
    )
  expect((await search('2015-06-01')).total).toBe(1)
  expect((await search('2017-06-01')).total).toBe(0)
})
