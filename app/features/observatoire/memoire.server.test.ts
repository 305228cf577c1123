import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { anActor, aTerritoire } from '#app/features/territoires/territoire.factory.ts'
import { isoDate } from '#app/lib/dates.ts'
import { createIndicateurLocal, setValeursLocales } from './locaux.commands.server.ts'
import { loadLocaux } from './locaux.queries.server.ts'
import { memoireOf } from './memoire.server.ts'

const { db } = await openTestDatabase()
const at = isoDate('2026-11-23')

async function aWorld() {
  const territoire = await aTerritoire(db)
  const director = await anActor(db, territoire, { role: 'direction' })
  const run = <Result>(work: Parameters<typeof asActor<Result>>[2]) => asActor(db, director, work)
  return { director, run }
}

/** Says how many times it was worked out. */
function aCounter() {
  let times = 0
  return async () => ++times
}

test('the same state of the territory is worked out once, whatever the number of visits', async () => {
  const { run } = await aWorld()
  const work = aCounter()
  const visit = () => run(async (tx) => (await memoireOf(tx, at)).remember('essai', work))
  expect([await visit(), await visit(), await visit()]).toEqual([1, 1, 1])
})

test('a commune renamed, added or removed is seen at once, another day is another state', async () => {
  const { run } = await aWorld()
  const work = aCounter()
  const visit = (day = at) => run(async (tx) => (await memoireOf(tx, day)).remember('essai', work))
  expect(await visit()).toBe(1)
  const first = await run((tx) =>
    tx.selectFrom('commune').select('code').orderBy('code').executeTakeFirstOrThrow(),
  )
  await run((tx) =>
    tx.updateTable('commune').set({ nom: 'Autre nom' }).where('code', '=', first.code).execute(),
  )
  expect(await visit()).toBe(2)
  await run((tx) => tx.deleteFrom('communePopulation').where('code', '=', first.code).execute())
  await run((tx) => tx.deleteFrom('commune').where('code', '=', first.code).execute())
  expect(await visit()).toBe(3)
  expect(await visit(isoDate('2026-11-24'))).toBe(4)
})

test('what a transaction saw before being undone is not kept for the others', async () => {
  const { run } = await aWorld()
  const names = () =>
    run(async (tx) =>
      (await memoireOf(tx, at)).remember('noms', async () =>
        (await tx.selectFrom('commune').select('nom').orderBy('code').execute()).map(({ nom }) => nom),
      ),
    )
  const before = await names()
  const undone = run(async (tx) => {
    await tx.updateTable('commune').set({ nom: 'Jamais' }).execute()
    await (await memoireOf(tx, at)).remember('noms', async () => ['Jamais'])
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect(await names()).toEqual(before)
})

test('what failed is tried again at the next visit', async () => {
  const { run } = await aWorld()
  const visit = (work: () => Promise<string>) =>
    run(async (tx) => (await memoireOf(tx, at)).remember('essai', work))
  await expect(visit(() => Promise.reject(new Error('panne')))).rejects.toThrow('panne')
  expect(await visit(async () => 'réparé')).toBe('réparé')
})

test('a figure entered is read at the next visit', async () => {
  const { director, run } = await aWorld()
  const id = await run((tx) =>
    createIndicateurLocal(tx, director, {
      libelle: 'Enfants suivis',
      code: '',
      definition: 'Enfants suivis dans l’année.',
      theme: 'education',
      nature: 'effectif',
      unite: 'enfants',
      sens: 'contexte',
      source: 'Service exemple',
      totalId: null,
      formule: '',
    }),
  )
  const read = async () => {
    const lus = await run((tx) => loadLocaux(tx, at))
    return (
      [...lus.entered({ niveau: 'commune', code: '59606', members: null }).values()].flat()[0]?.value ?? null
    )
  }
  expect(await read()).toBeNull()
  for (const valeur of [41, 52]) {
    const saisies = [{ niveau: 'commune' as const, code: '59606', periode: '2024', valeur }]
    await run((tx) => setValeursLocales(tx, director, id, { saisies, fichier: '', at }))
    expect(await read()).toBe(valeur)
  }
})
