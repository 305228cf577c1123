import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { Forbidden, InvalidInput } from '#app/lib/errors.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { getAppelById } from './appels.queries.server.ts'
import { getDossier } from './dossiers.queries.server.ts'
import { aFundingWorld, aSubmittedDossier } from './financements.factory.ts'
import { listGrille, markDossier } from './grille.server.ts'

const { db } = await openTestDatabase()

async function aWorld(given: { avisPartages?: boolean } = {}) {
  const world = await aFundingWorld(db, given)
  const id = await aSubmittedDossier(db, world)
  const ofCaf = await world.as('instructeur', world.financeurs[1])
  const see = (actor: Actor) =>
    asActor(db, actor, async (tx) => {
      const dossier = await getDossier(tx, actor, id)
      return listGrille(tx, actor, dossier, await getAppelById(tx, dossier.appelId))
    })
  const critereId = (await see(world.direction))[0]?.id ?? ''
  const mark = (actor: Actor, note: string) => {
    const form = new FormData()
    form.set(`note-${critereId}`, note)
    form.set(`commentaire-${critereId}`, note === '' ? '' : 'Vu sur place.')
    return asActor(db, actor, (tx) => markDossier(tx, actor, id, form))
  }
  return { ...world, id, ofCaf, see, mark }
}

const marksOf = async (grid: ReturnType<Awaited<ReturnType<typeof aWorld>>['see']>) =>
  (await grid)[0]?.notes.map((its) => its.note).toSorted()

test('each person marks the grid; a mark over the maximum is refused, an emptied one taken back', async () => {
  const { direction, ofCaf, see, mark, id } = await aWorld()
  await mark(direction, '5')
  await mark(ofCaf, '2')
  await mark(ofCaf, '2')
  expect(await marksOf(see(direction))).toEqual([2, 5])
  await expect(mark(ofCaf, '6')).rejects.toThrow(InvalidInput)
  await mark(ofCaf, '')
  expect((await see(direction))[0]?.notes).toMatchObject([{ note: 5, commentaire: 'Vu sur place.' }])
  const { rows } =
    await sql`select 1 from journal where entite_id = ${id} and operation = 'dossier.noter'`.execute(db)
  expect(rows).toHaveLength(3)
})

test('the marks of others are kept back until the call shares opinions; the team reads all', async () => {
  const { direction, ofCaf, see, mark } = await aWorld({ avisPartages: false })
  await mark(direction, '5')
  await mark(ofCaf, '2')
  expect(await marksOf(see(ofCaf))).toEqual([2])
  expect(await marksOf(see(direction))).toEqual([2, 5])
})

test('a carrier neither reads nor marks the grid of its own dossier', async () => {
  const { association, as, see, mark } = await aWorld()
  const carrier = await as('porteur', association)
  expect(await see(carrier)).toEqual([])
  await expect(mark(carrier, '5')).rejects.toThrow(Forbidden)
})
