import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { anActor, aTerritoire } from '#app/features/territoires/territoire.factory.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { parseAideFilter } from './aide.filter.ts'
import { decideAide, importAides } from './aides.commands.server.ts'
import { getAide, listAides, listAxesFor } from './aides.queries.server.ts'
import { rehearseAides } from './aides-rehearsal.server.ts'

const { db } = await openTestDatabase()
const at = isoDate('2026-11-23')
const source = 'seed/demo/exemple-aides.json'

async function imported(actor: Actor) {
  return asActor(db, actor, async (tx) =>
    importAides(tx, actor, { ...(await rehearseAides(tx, source)), source }),
  )
}
const listed = (actor: Actor, address = '') =>
  asActor(db, actor, (tx) =>
    listAides(tx, actor, parseAideFilter(new URLSearchParams(address)), { at, page: 1 }),
  )

test('aids are listed by deadline, those certainly elsewhere left out unless asked', async () => {
  const actor = await anActor(db, await aTerritoire(db), { role: 'direction' })
  expect(await imported(actor)).toEqual({ nouvelles: 6, modifiees: 0, identiques: 0 })
  const { rows, total } = await listed(actor)
  expect(total).toBe(5)
  expect(rows[0]).toMatchObject({ echeance: '2026-12-11', concerne: 'oui', etat: 'a_examiner' })
  expect((await listed(actor, 'concerne=non')).total).toBe(1)
  expect((await listed(actor, 'q=mobilité')).rows[0]?.nom).toContain('Mobilité')
  expect((await listed(actor, 'public=Association&appels=oui')).total).toBe(3)
})

test('importing again leaves decisions alone, and says what did not move', async () => {
  const actor = await anActor(db, await aTerritoire(db), { role: 'direction' })
  await imported(actor)
  const id = (await listed(actor)).rows[0]?.id ?? ''
  const input = { etat: 'suivie', motif: '', axeId: null } as const
  await asActor(db, actor, (tx) => decideAide(tx, actor, id, { version: 1, input }))
  expect(await imported(actor)).toEqual({ nouvelles: 0, modifiees: 0, identiques: 6 })
  expect(await asActor(db, actor, (tx) => getAide(tx, actor, id, at))).toMatchObject({
    etat: 'suivie',
    version: 2,
  })
})

test('setting aside asks for a reason; a stale decision is refused; each leaves its line', async () => {
  const actor = await anActor(db, await aTerritoire(db), { role: 'charge_mission' })
  await imported(actor)
  const id = (await listed(actor)).rows[0]?.id ?? ''
  const decide = (motif: string, version: number) =>
    asActor(db, actor, (tx) =>
      decideAide(tx, actor, id, { version, input: { etat: 'ecartee', motif, axeId: null } }),
    )
  await expect(decide('', 1)).rejects.toThrow(Refusal)
  await decide('Taux trop faible pour nos associations.', 1)
  await expect(decide('Une autre raison.', 1)).rejects.toThrow(Refusal)
  expect((await listed(actor)).rows.some((row) => row.id === id)).toBe(false)
  expect((await listed(actor, 'etat=ecartee')).total).toBe(1)
  const lines = await db.selectFrom('journal').select('operation').where('entiteId', '=', id).execute()
  expect(lines.map((line) => line.operation)).toEqual(['aide.ecarter'])
})

test('a partner reads and decides nothing; a carrier and another territory see nothing', async () => {
  const territoire = await aTerritoire(db)
  const director = await anActor(db, territoire, { role: 'direction' })
  await imported(director)
  const id = (await listed(director)).rows[0]?.id ?? ''
  const partner = await anActor(db, territoire, { role: 'partenaire' })
  expect((await listed(partner)).total).toBe(5)
  const input = { etat: 'suivie', motif: '', axeId: null } as const
  await expect(
    asActor(db, partner, (tx) => decideAide(tx, partner, id, { version: 1, input })),
  ).rejects.toThrow(Forbidden)
  const carrier = await anActor(db, territoire, { role: 'porteur' })
  await expect(asActor(db, carrier, (tx) => getAide(tx, carrier, id, at))).rejects.toThrow(NotFound)
  const stranger = await anActor(db, await aTerritoire(db), { role: 'direction' })
  expect((await listed(stranger)).total).toBe(0)
})

test('the axes whose own words are in an aid come first, whatever their titles hold', async () => {
  const territoire = await aTerritoire(db)
  const actor = await anActor(db, territoire, { role: 'direction' })
  await imported(actor)
  const territoireId = territoire.id
  const arbreId = newId()
  await db.insertInto('arbre').values({ territoireId, id: arbreId, nom: 'Arbre d’essai' }).execute()
  for (const [rang, titre] of [
    "L'habitat : voir http://exemple.fr/a:b & 'c'",
    'La santé et l’accès aux soins',
  ].entries()) {
    const axeId = newId()
    await db.insertInto('axe').values({ territoireId, id: axeId, arbreId, rang }).execute()
    await db
      .insertInto('axeVersion')
      .values({ territoireId, id: newId(), axeId, numero: String(rang + 1), titre, debut: '2015-01-01' })
      .execute()
  }
  const aid = (await listed(actor, 'q=santé')).rows[0]?.id ?? ''
  const axes = await asActor(db, actor, (tx) => listAxesFor(tx, aid, at))
  expect(axes.map((its) => its.titre)[0]).toBe('2. La santé et l’accès aux soins')
  expect(axes.map((its) => its.rang > 0)).toEqual([true, false])
})
