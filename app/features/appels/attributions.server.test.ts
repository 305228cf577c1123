import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { anActor, aTerritoire } from '#app/features/territoires/territoire.factory.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { openTables } from '#app/lib/tables/index.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { parseFilter } from './attribution.filter.ts'
import { importAttributions, undoImport } from './attributions.commands.server.ts'
import { getImport, listAttributions, listFacets, listImports } from './attributions.queries.server.ts'
import { exportAttributions } from './attributions-export.server.ts'
import { findHeaderIn, readAttributions } from './attributions-reading.ts'
import type { ReadFile } from './attributions-write.server.ts'

const { db } = await openTestDatabase()
const fixtures = 'data/sources/subventions/fixtures'

async function aFile(name: string, attribuant = ''): Promise<ReadFile> {
  const opened = await openTables(`${fixtures}/${name}`)
  try {
    const [table] = opened.tables
    const header = table && (await findHeaderIn(table))
    if (!header) throw new Error('This fixture is not a list of subsidies.')
    const read = await readAttributions(table, header, { comma: null })
    return { fichier: name, sha256: opened.sha256, tableau: '', attribuant, read }
  } finally {
    await opened.close()
  }
}

const aDirector = async () => anActor(db, await aTerritoire(db), { role: 'direction' })
const listed = (actor: Actor, address = '') =>
  asActor(db, actor, (tx) => listAttributions(tx, actor, parseFilter(new URLSearchParams(address)), 1))

async function imported(actor: Actor, name: string, attribuant?: string) {
  const file = await aFile(name, attribuant)
  return asActor(db, actor, (tx) => importAttributions(tx, actor, file))
}

test('what is imported is listed with its file and line, found by its words, summed', async () => {
  const actor = await aDirector()
  const { id } = await imported(actor, 'scdl-cp1252.csv')
  const all = await listed(actor)
  expect(all).toMatchObject({ total: 3, sommeCentimes: 1_250_050 - 120_000 + 150_000 })
  expect(all.rows[0]).toMatchObject({
    importId: id,
    ligne: 2,
    fichier: 'scdl-cp1252.csv',
    montantCentimes: 1_250_050,
  })
  expect((await listed(actor, 'q=oeuvre')).rows.map((row) => row.ligne)).toEqual([4])
  expect((await listed(actor, 'verifier=oui')).rows.map((row) => row.ligne)).toEqual([5])
  expect((await listed(actor, 'tri=montant')).rows.map((row) => row.montantCentimes)).toEqual([
    -120_000, 150_000, 1_250_050,
  ])
  const its = await asActor(db, actor, (tx) => getImport(tx, actor, id))
  expect(its).toMatchObject({ lignesLues: 4, lignesGardees: 3, importePar: actor.nom })
  expect(its.remarques).toContainEqual(expect.objectContaining({ line: 6, code: 'refus-montant' }))
})

test('the same file again replaces, and undoing gives back what was before', async () => {
  const actor = await aDirector()
  const first = await imported(actor, 'scdl-cp1252.csv')
  const second = await imported(actor, 'scdl-cp1252.csv')
  expect(second.replaced).toBe(1)
  expect((await listed(actor)).rows.every((row) => row.importId === second.id)).toBe(true)
  await expect(asActor(db, actor, (tx) => undoImport(tx, actor, first.id))).rejects.toThrow(Refusal)
  await asActor(db, actor, (tx) => undoImport(tx, actor, second.id))
  const after = await listed(actor)
  expect(after.total).toBe(3)
  expect(after.rows.every((row) => row.importId === first.id)).toBe(true)
  await asActor(db, actor, (tx) => undoImport(tx, actor, first.id))
  expect((await listed(actor)).total).toBe(0)
  expect(await asActor(db, actor, (tx) => listImports(tx, actor))).toHaveLength(2)
})

test('each import and each undoing leaves its line in the journal', async () => {
  const actor = await aDirector()
  const { id } = await imported(actor, 'local-tabulations.tsv', 'Ville d’essai')
  await asActor(db, actor, (tx) => undoImport(tx, actor, id))
  const lines = await db
    .selectFrom('journal')
    .select('operation')
    .where('entiteId', '=', id)
    .orderBy('id')
    .execute()
  expect(lines.map((line) => line.operation)).toEqual([
    'import_attributions.creer',
    'import_attributions.annuler',
  ])
})

test('the authority the person names is written where the file says none', async () => {
  const actor = await aDirector()
  await imported(actor, 'local-tabulations.tsv', 'Ville d’essai')
  expect(await asActor(db, actor, (tx) => listFacets(tx, actor))).toEqual({
    annees: [2019],
    attribuants: ['Ville d’essai'],
  })
})

test('a partner reads and does not import; another territory sees nothing; a carrier neither', async () => {
  const territoire = await aTerritoire(db)
  const director = await anActor(db, territoire, { role: 'direction' })
  const { id } = await imported(director, 'scdl-cp1252.csv')
  const partner = await anActor(db, territoire, { role: 'partenaire' })
  expect((await listed(partner)).total).toBe(3)
  await expect(imported(partner, 'scdl-cp1252.csv')).rejects.toThrow(Forbidden)
  const carrier = await anActor(db, territoire, { role: 'porteur' })
  expect((await listed(carrier)).total).toBe(0)
  await expect(asActor(db, carrier, (tx) => getImport(tx, carrier, id))).rejects.toThrow(NotFound)
  const stranger = await aDirector()
  expect((await listed(stranger)).total).toBe(0)
  await expect(asActor(db, stranger, (tx) => undoImport(tx, stranger, id))).rejects.toThrow(NotFound)
})

test('an export holds what the list holds, and no formula', async () => {
  const actor = await aDirector()
  await imported(actor, 'scdl-cp1252.csv')
  const filter = parseFilter(new URLSearchParams('q=club'))
  const csv = await asActor(db, actor, (tx) => exportAttributions(tx, actor, filter, 'csv'))
  expect(String(csv).trim().split('\r\n')).toHaveLength(2)
  expect(String(csv)).toContain('75273724700000.0')
  expect(String(csv)).toContain('1500,00')
})
