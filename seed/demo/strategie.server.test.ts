import { expect, test } from 'vitest'
import { inTerritoire } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { listAxesAt } from '#app/features/strategies/axes.queries.server.ts'
import { getPerimetreAt, listDocumentsAt } from '#app/features/strategies/documents.queries.server.ts'
import { anActor } from '#app/features/territoires/territoire.factory.ts'
import { isoDate } from '#app/lib/dates.ts'
import { seedDemo } from '../demo.server.ts'

const { db } = await openTestDatabase()
await seedDemo(db)
const territoire = await db
  .selectFrom('territoire')
  .select(['id', 'slug'])
  .where('demo', '=', true)
  .executeTakeFirstOrThrow()
const epci = await db
  .selectFrom('organisation')
  .select('id')
  .where('nature', '=', 'epci')
  .executeTakeFirstOrThrow()
const actor = await anActor(db, { ...territoire, epciId: epci.id }, { role: 'evaluateur' })

const documentsAt = (day: string) =>
  inTerritoire(db, territoire.id, (tx) => listDocumentsAt(tx, actor, isoDate(day)))
const inForceAt = async (day: string) =>
  (await documentsAt(day)).filter((its) => its.etatAt === 'en_vigueur').map((its) => its.code)

test.each([
  ['2003-06-01', ['contrat-de-ville-2000']],
  ['2008-01-01', ['pucs-2007']],
  ['2012-01-01', ['ptcs-2011']],
  ['2016-12-31', ['ptcs-2015', 'contrat-de-ville-2015']],
])('at %s, the project stands on %j', async (day, codes) => {
  expect((await inForceAt(day)).toSorted()).toEqual(codes.toSorted())
})

test('at the end of 2016 the PTCS has 35 communes and 5 signatures, the contract 18 and 22, on the same axes', async () => {
  const documents = await documentsAt('2016-12-31')
  const numbers = (code: string) => {
    const its = documents.find((document) => document.code === code)
    return [its?.communes, its?.signatures, its?.signataires, its?.arbreId]
  }
  const [ptcs, contrat] = [numbers('ptcs-2015'), numbers('contrat-de-ville-2015')]
  expect(ptcs.slice(0, 3)).toEqual([35, 5, 5])
  expect(contrat.slice(0, 3)).toEqual([18, 22, 22])
  expect(contrat[3]).toBe(ptcs[3])
})

test('before the signature, none of the twenty-two has signed', async () => {
  const contrat = (await documentsAt('2015-05-01')).find((its) => its.code === 'contrat-de-ville-2015')
  expect([contrat?.signatures, contrat?.etatAt]).toEqual([0, 'redaction'])
})

test('two of the eighteen communes are to be confirmed', async () => {
  const contrat = (await documentsAt('2016-12-31')).find((its) => its.code === 'contrat-de-ville-2015')
  const { communes } = await inTerritoire(db, territoire.id, (tx) =>
    getPerimetreAt(tx, contrat?.perimetreId ?? '', isoDate('2016-12-31')),
  )
  expect(communes.filter((its) => its.aConfirmer)).toHaveLength(2)
})

test('the six axes are read from 2015, and an objective changes its words with the amendment', async () => {
  const at = (day: string) =>
    inTerritoire(db, territoire.id, (tx) => listAxesAt(tx, actor, { at: isoDate(day) }))
  expect(await at('2014-12-31')).toEqual([])
  expect((await at('2016-12-31')).filter((axe) => axe.depth === 0)).toHaveLength(6)
  const objectif = async (day: string) => (await at(day)).find((axe) => axe.numero === '4.1.1')?.titre
  expect(await objectif('2017-12-31')).not.toContain('dans le mois')
  expect(await objectif('2018-01-01')).toContain('dans le mois')
})
