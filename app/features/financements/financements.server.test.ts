import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { copyAppel, createAppel, moveAppel } from './appels.commands.server.ts'
import { getAppel, getAppelById, listAppels } from './appels.queries.server.ts'
import { getDossier, listDossiers } from './dossiers.queries.server.ts'
import { aFundingWorld, anAppel, aSubmittedDossier, NOON } from './financements.factory.ts'

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

test('a call is copied for the next year with its pieces, its grid and its envelopes, as a draft', async () => {
  const world = await aFundingWorld(db)
  const { direction, appelId } = world
  const copy = await asActor(db, direction, async (tx) =>
    getAppelById(tx, await copyAppel(tx, direction, appelId)),
  )
  expect(copy).toMatchObject({
    code: 'CDV-2028',
    exercice: 2028,
    etat: 'brouillon',
    titre: 'Appel à projets 2028',
  })
  expect([copy.pieces.length, copy.criteres.length, copy.enveloppes.length]).toEqual([1, 1, 2])
  expect(copy.fermeLe).toEqual(new Date('2028-01-31T11:00:00Z'))
  const again = asActor(db, direction, (tx) => copyAppel(tx, direction, appelId))
  await expect(again).rejects.toThrow(/déjà celui d’un autre appel/)
})

test('a call is validated only once it is whole, and only by those who prepare calls', async () => {
  const world = await aFundingWorld(db)
  const { direction, territoire } = world
  const bare = anAppel({ code: 'NU-2027', financeurIds: world.financeurs })
  const id = await asActor(db, direction, (tx) => createAppel(tx, direction, bare))
  const validate = (actor: Actor) =>
    asActor(db, actor, async (tx) =>
      moveAppel(tx, actor, await getAppelById(tx, id), { to: 'valide', now: NOON }),
    )
  await expect(validate(direction)).rejects.toThrow(/les pièces demandées et la grille/)
  const ose = await world.as('animation_ose')
  await expect(validate(ose)).rejects.toThrow(Forbidden)
  await expect(asActor(db, ose, (tx) => createAppel(tx, ose, anAppel({ code: 'X-2027' })))).rejects.toThrow(
    Forbidden,
  )
  const { rows } = await sql<{ operation: string }>`select operation from journal
    where territoire_id = ${territoire.id} and entite_id = ${id} order by id`.execute(db)
  expect(rows.map((its) => its.operation)).toEqual(['appel.creer'])
})
