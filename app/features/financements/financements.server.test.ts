import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { moveAppel } from './appels.commands.server.ts'
import { getAppel, getAppelById, listAppels } from './appels.queries.server.ts'
import { getDossier, listDossiers } from './dossiers.queries.server.ts'
import { aFundingWorld, aSubmittedDossier, NOON } from './financements.factory.ts'

const { db } = await openTestDatabase()

test('a carrier reads published calls only; the team reads drafts too', async () => {
  const world = await aFundingWorld(db)
  const porteur = await world.as('porteur', world.association)
  const asked = { code: 'CDV-2027', now: NOON }
  expect(await asActor(db, porteur, (tx) => getAppel(tx, porteur, asked))).toMatchObject({
    code: 'CDV-2027',
    pieces: [{ titre: 'Statuts' }],
    criteres: [{ titre: 'Utilité', poids: 2 }],
    financeurs: [{ label: 'CAF d’essai' }, { label: 'Sous-préfecture d’essai' }],
  })
  const before = new Date('2026-11-01T00:00:00Z')
  const read = asActor(db, porteur, (tx) => getAppel(tx, porteur, { code: 'CDV-2027', now: before }))
  await expect(read).rejects.toThrow(NotFound)
  const { direction } = world
  expect(await asActor(db, direction, (tx) => listAppels(tx, direction, before))).toHaveLength(1)
  expect(await asActor(db, porteur, (tx) => listAppels(tx, porteur, before))).toHaveLength(0)
})

test('another carrier’s dossier answers as if it did not exist, in the list and by its address', async () => {
  const world = await aFundingWorld(db)
  const id = await aSubmittedDossier(db, world)
  const [mine, theirs, etat] = [
    await world.as('porteur', world.association),
    await world.as('porteur', world.partner),
    await world.as('instructeur', world.financeurs[0]),
  ]
  expect(await asActor(db, mine, (tx) => getDossier(tx, mine, id))).toMatchObject({ numero: 'CDV-2027-0001' })
  expect(await asActor(db, etat, (tx) => listDossiers(tx, etat))).toHaveLength(1)
  await expect(asActor(db, theirs, (tx) => getDossier(tx, theirs, id))).rejects.toThrow(NotFound)
  expect(await asActor(db, theirs, (tx) => listDossiers(tx, theirs))).toEqual([])
})

test('a call goes only where its state leads', async () => {
  const world = await aFundingWorld(db)
  const { direction, appelId } = world
  const move = (to: 'clos' | 'instruction') =>
    asActor(db, direction, async (tx) =>
      moveAppel(tx, direction, await getAppelById(tx, appelId), { to, now: NOON }),
    )
  await expect(move('instruction')).rejects.toThrow(Refusal)
  await move('clos')
  await move('instruction')
  const appel = await asActor(db, direction, (tx) => getAppelById(tx, appelId))
  expect(appel).toMatchObject({ etat: 'instruction', fermeLe: NOON })
})
