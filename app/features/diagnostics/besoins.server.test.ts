import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { aFicheWorld } from '#app/features/fiches/fiche-world.factory.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { pourBesoins, readBesoins } from './besoins.server.ts'
import { aConstat, aDiagnostic } from './diagnostic.factory.ts'
import { createConstat, createDiagnostic } from './diagnostics.commands.server.ts'
import { getDiagnostic, listConstats } from './diagnostics.queries.server.ts'

const { db } = await openTestDatabase()
const at = isoDate('2026-11-23')

async function aWorld() {
  const world = await aFicheWorld(db)
  const as =
    (actor: Actor) =>
    <Result>(work: Parameters<typeof asActor<Result>>[2]) =>
      asActor(db, actor, work)
  return { world, run: as(world.direction), as }
}

test('the findings of the communes are poured under their names, and what nobody looked at is written down', async () => {
  const { world, run } = await aWorld()
  const { couverture, diagnostic, constats } = await run(async (tx) => {
    const actor = world.direction
    const anzin = await createDiagnostic(tx, actor, aDiagnostic({ communes: ['59559'] }))
    await createConstat(tx, actor, anzin, { input: aConstat({ titre: 'On renonce aux soins' }) })
    const both = await createDiagnostic(tx, actor, aDiagnostic({ communes: ['59559', '59606'] }))
    await createConstat(tx, actor, both, { input: aConstat({ titre: 'Constat de deux communes' }) })
    const couverture = await readBesoins(tx, actor, at)
    const id = await pourBesoins(tx, actor, { annee: 2026, at })
    return {
      couverture,
      diagnostic: await getDiagnostic(tx, actor, id),
      constats: await listConstats(tx, actor, id),
    }
  })
  expect(couverture.kept).toMatchObject([{ commune: '59559', constats: 1 }])
  expect(couverture.silent).toContain('Valenciennes')
  expect(diagnostic).toMatchObject({ annee: 2026, axeId: null, communes: ['59559'] })
  expect(diagnostic.resume).toContain('Communes sans analyse')
  expect(constats).toMatchObject([{ titre: 'Sebourg : On renonce aux soins', indicateurs: ['POV60'] }])
  expect(constats[0]?.reprendId).not.toBeNull()
})

test('nothing to pour is said, and nothing is opened', async () => {
  const { world, run } = await aWorld()
  await expect(run((tx) => pourBesoins(tx, world.direction, { annee: 2026, at }))).rejects.toThrow(Refusal)
  const rows = await run((tx) => tx.selectFrom('diagnostic').select('id').execute())
  expect(rows).toEqual([])
})

test('who may not write a diagnosis does not pour one', async () => {
  const { world, as } = await aWorld()
  const carrier = await world.as('porteur')
  await expect(as(carrier)((tx) => pourBesoins(tx, carrier, { annee: 2026, at }))).rejects.toThrow(Forbidden)
})
