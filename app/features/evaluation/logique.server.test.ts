import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { aFicheWorld } from '#app/features/fiches/fiche-world.factory.ts'
import { Forbidden } from '#app/lib/errors.ts'
import {
  createCase,
  createFleche,
  deleteFromLogique,
  updateCase,
  updateFleche,
} from './logique.commands.server.ts'
import { countLogiques, getLogique } from './logique.queries.server.ts'

const { db } = await openTestDatabase()

async function aModel() {
  const world = await aFicheWorld(db)
  const { direction } = world
  const axe = world.axes[0]
  const run = <Result>(work: Parameters<typeof asActor<Result>>[2]) => asActor(db, direction, work)
  const ids = await run(async (tx) => {
    const moyen = await createCase(tx, direction, axe, {
      input: { etage: 'moyens', texte: 'Deux médiatrices' },
    })
    const effet = await createCase(tx, direction, axe, {
      input: { etage: 'effets', texte: 'Droits ouverts' },
    })
    const fleche = await createFleche(tx, direction, axe, {
      deId: moyen,
      versId: effet,
      hypothese: 'Les habitants viennent.',
      solidite: 'fragile',
    })
    return { moyen, effet, fleche }
  })
  return { world, direction, axe, run, ...ids }
}

test('a model keeps its boxes and the assumption under each arrow', async () => {
  const { direction, axe, run, fleche, moyen, effet } = await aModel()
  const { arrows } = await run((tx) => getLogique(tx, direction, axe))
  expect(arrows).toMatchObject([
    { id: fleche, de: 'Deux médiatrices', vers: 'Droits ouverts', solidite: 'fragile' },
  ])
  const version = arrows[0]?.version ?? 0
  const input = { deId: moyen, versId: effet, hypothese: 'Vérifié par enquête.', solidite: 'etayee' as const }
  await run((tx) => updateFleche(tx, direction, axe, { id: fleche, version, input }))
  expect(await run((tx) => countLogiques(tx, direction, [axe]))).toEqual([
    { axeId: axe, cases: 2, hypotheses: 1, aVerifier: 0 },
  ])
})

test('an arrow backwards, an arrow twice, a box moved behind its arrow are refused', async () => {
  const { direction, axe, run, moyen, effet } = await aModel()
  const words = { hypothese: 'Non.', solidite: 'fragile' as const }
  await run(async (tx) => {
    await expect(
      createFleche(tx, direction, axe, { deId: effet, versId: moyen, ...words }),
    ).rejects.toMatchObject({ code: 'fleche-impossible' })
    await expect(
      createFleche(tx, direction, axe, { deId: moyen, versId: effet, ...words }),
    ).rejects.toMatchObject({ code: 'fleche-double' })
    await expect(
      updateCase(tx, direction, axe, { id: moyen, version: 1, input: { etage: 'impacts', texte: 'Deux' } }),
    ).rejects.toMatchObject({ code: 'fleche-a-rebours' })
  })
})

test('a box leaves with its arrows, and the journal says so', async () => {
  const { direction, axe, run, moyen } = await aModel()
  await run((tx) => deleteFromLogique(tx, direction, axe, { kind: 'case', id: moyen }))
  const left = await run((tx) => getLogique(tx, direction, axe))
  expect(left.boxes).toHaveLength(1)
  expect(left.arrows).toEqual([])
  const lines = await run((tx) =>
    tx.selectFrom('journal').select('operation').where('entiteId', '=', moyen).orderBy('id').execute(),
  )
  expect(lines.map((its) => its.operation)).toEqual(['logique_case.creer', 'logique_case.supprimer'])
})

test('who reads the evaluation without writing it draws nothing', async () => {
  const { world, axe } = await aModel()
  const partner = await world.as('partenaire')
  await asActor(db, partner, async (tx) => {
    expect((await getLogique(tx, partner, axe)).boxes).toHaveLength(2)
    await expect(
      createCase(tx, partner, axe, { input: { etage: 'moyens', texte: 'Un bus' } }),
    ).rejects.toThrow(Forbidden)
  })
})
