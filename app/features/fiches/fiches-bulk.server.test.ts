import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { isoDate } from '#app/lib/dates.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { listSavedViews, removeView, saveView } from '#app/platform/saved-views.server.ts'
import { aFiche } from './fiche.factory.ts'
import { parseFilter } from './fiche.filter.ts'
import type { FicheInput } from './fiche.schema.ts'
import { aFicheWorld } from './fiche-world.factory.ts'
import { createFiche } from './fiches.commands.server.ts'
import { getFicheById } from './fiches.queries.server.ts'
import { type BulkChange, changeMany } from './fiches-bulk.commands.server.ts'
import { countByCommune, listBoard } from './fiches-views.queries.server.ts'

const { db } = await openTestDatabase()
const today = isoDate('2018-01-01')

const create = (actor: Actor, input: Partial<FicheInput> = {}) =>
  asActor(db, actor, (tx) => createFiche(tx, actor, aFiche(input)))
const change = (actor: Actor, ids: string[], given: BulkChange) =>
  asActor(db, actor, (tx) => changeMany(tx, actor, ids, { change: given, today }))

test('a change made to many says what was done, what already was, and why some could not', async () => {
  const world = await aFicheWorld(db)
  const { direction } = world
  const one = await create(direction, { autresAxeIds: [world.axes[0]] })
  const two = await create(direction, { axeId: world.axes[0] })
  const carrier = await world.as('porteur', world.association)
  const hidden = await create(direction, { porteurId: world.partner })
  const own = await create(carrier, { porteurId: world.association })
  const axis = { kind: 'axe', axeId: world.axes[0] } as const
  expect(await change(direction, [one.id, two.id, one.id], axis)).toEqual({
    changed: [one.code],
    unchanged: [two.code],
    refused: [],
  })
  const fiche = await asActor(db, direction, (tx) => getFicheById(tx, direction, one.id))
  expect(fiche).toMatchObject({ axeId: world.axes[0], autresAxeIds: [] })
  const steps = await change(direction, [one.id, two.id], { kind: 'etat', to: 'validee', motif: '' })
  expect(steps.changed).toEqual([])
  expect(steps.refused.map((its) => its.code)).toEqual([one.code, two.code])
  expect((await change(carrier, [hidden.id, own.id], axis)).changed).toEqual([own.code])
  await expect(change(direction, [], axis)).rejects.toThrow(Refusal)
})

test('a theme is added to many, then taken off, the others kept', async () => {
  const world = await aFicheWorld(db)
  const { id, code } = await create(world.direction)
  const theme = { kind: 'theme', themeId: world.theme } as const
  expect((await change(world.direction, [id], { ...theme, isRemoved: false })).changed).toEqual([code])
  expect((await change(world.direction, [id], { ...theme, isRemoved: false })).unchanged).toEqual([code])
  expect((await change(world.direction, [id], { ...theme, isRemoved: true })).changed).toEqual([code])
})

test('a forged axis in a bulk change is refused on each fiche, the list goes on', async () => {
  const here = await aFicheWorld(db)
  const elsewhere = await aFicheWorld(db)
  const { id } = await create(here.direction)
  const report = await change(here.direction, [id], { kind: 'axe', axeId: elsewhere.axes[0] })
  expect(report.refused).toHaveLength(1)
})

test('views are kept by name, shared when asked, removed by their owner only', async () => {
  const world = await aFicheWorld(db)
  const colleague = await world.as('charge_mission')
  const save = (nom: string, parametres: string, partagee: boolean) =>
    asActor(db, world.direction, (tx) =>
      saveView(tx, world.direction, { page: 'fiches', nom, parametres, partagee }),
    )
  const list = (actor: Actor) => asActor(db, actor, (tx) => listSavedViews(tx, actor, 'fiches'))
  await save('Axe 4', 'axe=4', true)
  await save('À moi', 'etat=idee', false)
  await save('À moi', 'etat=en_cours', false)
  expect((await list(world.direction)).map((view) => view.parametres).sort()).toEqual([
    'axe=4',
    'etat=en_cours',
  ])
  const [shared] = await list(colleague)
  expect(shared).toMatchObject({ nom: 'Axe 4', mienne: false })
  const stolen = asActor(db, colleague, (tx) => removeView(tx, colleague, shared?.id ?? ''))
  await expect(stolen).rejects.toThrow(NotFound)
})

test('the board counts all of a state and shows a part; the map counts each fiche once a commune', async () => {
  const world = await aFicheWorld(db)
  for (let n = 0; n < 31; n++) await create(world.direction)
  await create(world.direction, { portee: 'communes', communeCodes: ['59606'] })
  await create(world.direction, { portee: 'qpv', qpvCodes: [world.qpv] })
  const filter = parseFilter(new URLSearchParams())
  const cards = await asActor(db, world.direction, (tx) => listBoard(tx, world.direction, filter))
  expect([cards.length, cards[0]?.total]).toEqual([30, 33])
  const { communes, partout } = await asActor(db, world.direction, (tx) =>
    countByCommune(tx, world.direction, filter),
  )
  expect(partout).toBe(31)
  expect(communes.map(({ nom, nombre }) => [nom, nombre])).toEqual([
    ['Sebourg', 0],
    ['Valenciennes', 2],
  ])
})
