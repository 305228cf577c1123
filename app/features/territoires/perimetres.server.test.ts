import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { createPerimetre, updatePerimetre } from './perimetres.commands.server.ts'
import { getPerimetre, listPerimetresAt, membersAt } from './perimetres.queries.server.ts'
import { anActor, aTerritoire } from './territoire.factory.ts'

const { db } = await openTestDatabase()

async function aDirector() {
  return anActor(db, await aTerritoire(db), { role: 'direction' })
}

const input = { nom: 'Les communes du contrat', description: 'Délibération d’essai' }
const from = (day: string, ...communes: string[]) => ({ depuis: isoDate(day), communes, qpvs: [] })

test('a perimeter changes from a day on, and what it was before stays readable', async () => {
  const actor = await aDirector()
  const id = await asActor(db, actor, (tx) =>
    createPerimetre(tx, actor, { input, membership: from('2015-06-30', '59606') }),
  )
  await asActor(db, actor, (tx) =>
    updatePerimetre(tx, actor, id, { version: 1, input, membership: from('2020-01-01', '59559') }),
  )
  const { members } = await asActor(db, actor, (tx) => getPerimetre(tx, id))
  const codesAt = (day: string) => membersAt(members, isoDate(day)).map((its) => its.code)
  expect(codesAt('2015-06-29')).toEqual([])
  expect(codesAt('2019-12-31')).toEqual(['59606'])
  expect(codesAt('2020-01-01')).toEqual(['59559'])
  const lines = await db.selectFrom('journal').select('changements').where('entiteId', '=', id).execute()
  expect(lines.at(-1)?.changements).toMatchObject({ communes: { avant: ['59606'], apres: ['59559'] } })
})

test('a change dated before another one is refused on its field and nothing is written, name included', async () => {
  const actor = await aDirector()
  const id = await asActor(db, actor, (tx) =>
    createPerimetre(tx, actor, { input, membership: from('2015-06-30', '59606') }),
  )
  const early = asActor(db, actor, (tx) =>
    updatePerimetre(tx, actor, id, {
      version: 1,
      input: { ...input, nom: 'Autre' },
      membership: from('2010-01-01', '59559'),
    }),
  )
  await expect(early).rejects.toMatchObject({ code: 'changement-plus-recent', field: 'depuis' })
  expect((await asActor(db, actor, (tx) => getPerimetre(tx, id))).nom).toBe(input.nom)
})

test('a code of another territory, an empty set and a taken name are refused', async () => {
  const actor = await aDirector()
  const create = (membership: ReturnType<typeof from>) =>
    asActor(db, actor, (tx) => createPerimetre(tx, actor, { input, membership }))
  await expect(create(from('2015-06-30', '75056'))).rejects.toMatchObject({ code: 'lieu-inconnu' })
  await expect(create(from('2015-06-30'))).rejects.toMatchObject({ code: 'perimetre-vide' })
  await create(from('2015-06-30', '59606'))
  await expect(create(from('2015-06-30', '59606'))).rejects.toMatchObject({ code: 'nom-pris' })
})

test('a partner reads the perimeters and may not make one; another territory has none', async () => {
  const territoire = await aTerritoire(db)
  const partner = await anActor(db, territoire, { role: 'partenaire' })
  await expect(
    asActor(db, partner, (tx) =>
      createPerimetre(tx, partner, { input, membership: from('2015-06-30', '59606') }),
    ),
  ).rejects.toThrow(Forbidden)
  const [here, elsewhere] = [await anActor(db, territoire, { role: 'direction' }), await aDirector()]
  const id = await asActor(db, here, (tx) =>
    createPerimetre(tx, here, { input, membership: from('2015-06-30', '59606', '59559') }),
  )
  const listed = await asActor(db, here, (tx) => listPerimetresAt(tx, isoDate('2016-01-01')))
  expect(listed).toMatchObject([{ id, communes: 2, qpvs: 0 }])
  await expect(asActor(db, elsewhere, (tx) => getPerimetre(tx, id))).rejects.toThrow(NotFound)
})
