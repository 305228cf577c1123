import { CamelCasePlugin, Kysely } from 'kysely'
import { expect, test } from 'vitest'
import type { Tx } from '#app/db/connection.server.ts'
import { asActor } from '#app/db/territoire.server.ts'
import { TerritoireDialect } from '#app/db/territoire-driver.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import type { DB } from '#app/db/types.generated.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden, InvalidInput, NotFound, Refusal } from '#app/lib/errors.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { aFiche } from './fiche.factory.ts'
import { parseFilter } from './fiche.filter.ts'
import { type FicheInput, ficheInput } from './fiche.schema.ts'
import { aFicheWorld, type FicheWorld } from './fiche-world.factory.ts'
import { createFiche, moveFiche, updateFiche } from './fiches.commands.server.ts'
import { getFiche, getFicheById, listFiches } from './fiches.queries.server.ts'
import { countByAxeAndState, listFichesOf } from './fiches-door.server.ts'

const { db, pool } = await openTestDatabase()
const today = isoDate('2018-06-01')

const create = (actor: Actor, input: Partial<FicheInput> = {}) =>
  asActor(db, actor, (tx) => createFiche(tx, actor, aFiche(input)))
const get = (actor: Actor, code: string) => asActor(db, actor, (tx) => getFiche(tx, actor, code))
const list = (actor: Actor, query: string) =>
  asActor(db, actor, (tx) => listFiches(tx, actor, parseFilter(new URLSearchParams(query)), { page: 1 }))

/** Every field filled with something. */
function full(world: FicheWorld, programme: string): FicheInput {
  return aFiche({
    code: 'A-2017_1',
    axeId: world.axes[0],
    autresAxeIds: [world.axes[1]],
    themeIds: [world.theme],
    documentIds: [world.document],
    parentId: programme,
    portee: 'communes',
    communeCodes: ['59559', '59606'],
    qpvCodes: [world.qpv],
    porteurId: world.association,
    operateurIds: [world.association, world.partner].sort(),
    partenaireIds: [world.partner],
    financeurIds: [world.territoire.epciId],
    gestionDirecte: true,
    verificationOffre: 'Vérifié en janvier.',
    lecons: 'À refaire.',
  })
}

test('every field survives save and reload, and the journal keeps what was written', async () => {
  const world = await aFicheWorld(db)
  const programme = await create(world.direction, { nature: 'programme' })
  const input = full(world, programme.id)
  const { id } = await create(world.direction, input)
  const stored = await asActor(db, world.direction, (tx) => getFicheById(tx, world.direction, id))
  expect(stored).toEqual({ ...input, id, version: 1, etat: 'idee', motifEtat: '', exemple: false })
  const lines = await db.selectFrom('journal').selectAll().where('entiteId', '=', id).execute()
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatchObject({ operation: 'fiche.creer', titre: `${input.code} ${input.titre}` })
})

test.each(Object.keys(ficheInput.shape))('the field %s, not sent, keeps its value', async (left) => {
  const world = await aFicheWorld(db)
  const programme = await create(world.direction, { nature: 'programme' })
  const input = full(world, programme.id)
  const { id } = await create(world.direction, input)
  const changed = aFiche({ code: 'B-2', titre: 'Autre titre', axeId: null })
  const sent = Object.fromEntries(Object.entries(changed).filter(([key]) => key !== left))
  // Alone of its kind, an axis may be named twice only by the form that keeps it.
  await asActor(db, world.direction, (tx) =>
    updateFiche(tx, world.direction, id, { version: 1, input: sent }),
  )
  const stored = await asActor(db, world.direction, (tx) => getFicheById(tx, world.direction, id))
  expect(stored[left as keyof FicheInput]).toEqual(input[left as keyof FicheInput]) // a key of the schema
  expect(stored).toMatchObject(sent)
  expect(stored.version).toBe(2)
})

test('codes follow each other in a territory and a taken one is refused on its field', async () => {
  const world = await aFicheWorld(db)
  expect((await create(world.direction)).code).toBe('F-0001')
  expect((await create(world.direction)).code).toBe('F-0002')
  expect((await create(world.direction, { code: 'DRE-1' })).code).toBe('DRE-1')
  expect((await create(world.direction)).code).toBe('F-0003')
  await expect(create(world.direction, { code: 'F-0002' })).rejects.toMatchObject({
    code: 'code-pris',
    field: 'code',
  })
})

test('a stale version is refused with both texts and nothing is written', async () => {
  const { direction } = await aFicheWorld(db)
  const { id, code } = await create(direction)
  const update = (titre: string) =>
    asActor(db, direction, (tx) => updateFiche(tx, direction, id, { version: 1, input: { titre } }))
  await update('La première')
  await expect(update('La seconde')).rejects.toMatchObject({
    code: 'conflit',
    details: { theirs: { titre: 'La première' }, mine: { titre: { apres: 'La seconde' } } },
  })
  expect((await get(direction, code)).titre).toBe('La première')
})

test('a forged reference is refused on its field, even when it exists in another territory', async () => {
  const here = await aFicheWorld(db)
  const elsewhere = await aFicheWorld(db)
  const forged = create(here.direction, {
    porteurId: elsewhere.association,
    axeId: elsewhere.axes[0],
    communeCodes: ['75056'],
    themeIds: ['pas-un-identifiant'],
  })
  await expect(forged).rejects.toThrow(InvalidInput)
  await expect(forged).rejects.toMatchObject({
    fieldErrors: {
      porteurId: expect.any(Array),
      axeId: expect.any(Array),
      communeCodes: expect.any(Array),
      themeIds: expect.any(Array),
    },
  })
  expect(
    await db.selectFrom('fiche').select('id').where('territoireId', '=', here.territoire.id).execute(),
  ).toEqual([])
})

test('a fiche of another territory does not exist, even by its code or id', async () => {
  const here = await aFicheWorld(db)
  const elsewhere = await aFicheWorld(db)
  const { id, code } = await create(here.direction, { code: 'SECRET-1' })
  await expect(get(elsewhere.direction, code)).rejects.toThrow(NotFound)
  const byId = asActor(db, elsewhere.direction, (tx) => getFicheById(tx, elsewhere.direction, id))
  await expect(byId).rejects.toThrow(NotFound)
})

test('a programme gathers actions, one level deep', async () => {
  const { direction } = await aFicheWorld(db)
  const programme = await create(direction, { nature: 'programme' })
  const action = await create(direction, { parentId: programme.id })
  await expect(create(direction, { parentId: action.id })).rejects.toMatchObject({ field: 'parentId' })
  const cycle = asActor(db, direction, (tx) =>
    updateFiche(tx, direction, programme.id, { version: 1, input: { parentId: programme.id } }),
  )
  await expect(cycle).rejects.toMatchObject({ field: 'parentId' })
})

const moving = (actor: Actor, id: string, version: number, to: 'en_montage' | 'validee' | 'abandonnee') =>
  asActor(db, actor, (tx) => moveFiche(tx, actor, id, { version, to, motif: '', today }))

test('a fiche is validated once nothing is missing, and the journal tells the step', async () => {
  const world = await aFicheWorld(db)
  const { id, code } = await create(world.direction)
  await moving(world.direction, id, 1, 'en_montage')
  await expect(moving(world.direction, id, 2, 'validee')).rejects.toMatchObject({ code: 'fiche-incomplete' })
  const input = { axeId: world.axes[0], porteurId: world.association }
  await asActor(db, world.direction, (tx) => updateFiche(tx, world.direction, id, { version: 2, input }))
  await moving(world.direction, id, 3, 'validee')
  expect((await get(world.direction, code)).etat).toBe('validee')
  const steps = await db
    .selectFrom('journal')
    .select('changements')
    .where('entiteId', '=', id)
    .where('operation', '=', 'fiche.etat')
    .orderBy('id')
    .execute()
  expect(steps.map((its) => its.changements)).toEqual([
    { etat: { avant: 'idee', apres: 'en_montage' } },
    { etat: { avant: 'en_montage', apres: 'validee' } },
  ])
})

test('the intercommunality validates what it carries only with the offer checked', async () => {
  const world = await aFicheWorld(db)
  const { id } = await create(world.direction, { axeId: world.axes[0], porteurId: world.territoire.epciId })
  await moving(world.direction, id, 1, 'en_montage')
  await expect(moving(world.direction, id, 2, 'validee')).rejects.toThrow(/quelle offre existe déjà/)
})

test('a published fiche cannot lose what its validation asked for', async () => {
  const world = await aFicheWorld(db)
  const { id } = await create(world.direction, { axeId: world.axes[0], porteurId: world.association })
  await moving(world.direction, id, 1, 'en_montage')
  await moving(world.direction, id, 2, 'validee')
  const emptied = asActor(db, world.direction, (tx) =>
    updateFiche(tx, world.direction, id, { version: 3, input: { resume: '' } }),
  )
  await expect(emptied).rejects.toMatchObject({ fieldErrors: { resume: expect.any(Array) } })
})

test('a step that skips one, or gives up without a reason, is refused', async () => {
  const { direction } = await aFicheWorld(db)
  const { id } = await create(direction)
  await expect(moving(direction, id, 1, 'validee')).rejects.toMatchObject({ code: 'passage-impossible' })
  await expect(moving(direction, id, 1, 'abandonnee')).rejects.toMatchObject({ field: 'motif' })
})

test('a carrier writes and sees only what its organisation carries or operates', async () => {
  const world = await aFicheWorld(db)
  const carrier = await world.as('porteur', world.association)
  const own = await create(carrier, { porteurId: world.association })
  const operated = await create(world.direction, { operateurIds: [world.association] })
  const other = await create(world.direction, { porteurId: world.partner })
  expect((await list(carrier, '')).rows.map((row) => row.code).sort()).toEqual(
    [own.code, operated.code].sort(),
  )
  await expect(get(carrier, other.code)).rejects.toThrow(NotFound)
  await expect(create(carrier, { porteurId: world.partner })).rejects.toMatchObject({ field: 'porteurId' })
  const taken = asActor(db, carrier, (tx) =>
    updateFiche(tx, carrier, own.id, { version: 1, input: { porteurId: world.partner } }),
  )
  await expect(taken).rejects.toThrow(Refusal)
})

test('a citizens’ council reads what is published, an evaluator may write nothing', async () => {
  const world = await aFicheWorld(db)
  const council = await world.as('conseil_citoyen', world.partner)
  const { id, code } = await create(world.direction, { axeId: world.axes[0], porteurId: world.association })
  await expect(get(council, code)).rejects.toThrow(NotFound)
  await moving(world.direction, id, 1, 'en_montage')
  await moving(world.direction, id, 2, 'validee')
  expect((await get(council, code)).etat).toBe('validee')
  await expect(create(await world.as('evaluateur'))).rejects.toThrow(Forbidden)
})

test('the list is searched without accents, narrowed and counted', async () => {
  const world = await aFicheWorld(db)
  const { direction, axes, theme } = world
  await create(direction, {
    titre: 'Épicerie solidaire',
    axeId: axes[0],
    themeIds: [theme],
    portee: 'qpv',
    qpvCodes: [world.qpv],
  })
  await create(direction, {
    titre: 'Santé à l’école',
    axeId: axes[1],
    portee: 'communes',
    communeCodes: ['59559'],
  })
  await create(direction, {
    titre: 'Chantier',
    autresAxeIds: [axes[0]],
    gestionDirecte: true,
    debut: isoDate('2019-01-01'),
    fin: null,
  })
  const titles = async (query: string) => (await list(direction, query)).rows.map((row) => row.titre)
  expect(await titles('q=epiceries')).toEqual(['Épicerie solidaire'])
  expect(await titles('q=ecol')).toEqual(['Santé à l’école'])
  expect(await titles('q=F-0003')).toEqual(['Chantier'])
  expect(await titles('axe=1')).toEqual(['Épicerie solidaire', 'Chantier'])
  expect(await titles(`axe=${axes[1]}`)).toEqual(['Santé à l’école'])
  expect(await titles(`theme=${theme}`)).toEqual(['Épicerie solidaire'])
  expect(await titles('theme=pas-un-id')).toEqual([])
  expect(await titles('commune=59606')).toEqual(['Épicerie solidaire', 'Chantier'])
  expect(await titles('commune=59559')).toEqual(['Santé à l’école', 'Chantier'])
  expect(await titles(`qpv=${world.qpv}`)).toEqual(['Épicerie solidaire'])
  expect(await titles('directe=oui')).toEqual(['Chantier'])
  expect(await titles('tri=-titre')).toEqual(['Santé à l’école', 'Épicerie solidaire', 'Chantier'])
  expect((await list(direction, 'tri=axe')).rows.map((row) => row.axeNumero)).toEqual(['1', '2', null])
  const past = await asActor(db, direction, (tx) =>
    listFiches(tx, direction, parseFilter(new URLSearchParams()), { page: 1, at: isoDate('2018-01-01') }),
  )
  expect(past.total).toBe(2)
})

test('a list with its joined labels and its count is one statement, whatever the number of fiches', async () => {
  const world = await aFicheWorld(db)
  for (let n = 0; n < 12; n++)
    await create(world.direction, { axeId: world.axes[0], porteurId: world.association })
  const statements: string[] = []
  const counted = new Kysely<DB>({
    dialect: new TerritoireDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
    log: (event) => void statements.push(event.query.sql),
  })
  await asActor(counted, world.direction, async (tx: Tx) => {
    statements.length = 0
    const { rows, total } = await listFiches(
      tx,
      world.direction,
      parseFilter(new URLSearchParams('q=atelier')),
      {
        page: 2,
        pageSize: 5,
      },
    )
    expect([rows.length, total]).toEqual([5, 12])
    expect(rows[0]).toMatchObject({ porteur: 'Association d’essai', axeNumero: '1', lieux: [] })
    expect(statements).toHaveLength(1)
  })
})

test('other pages get the fiches about their subject and counts that agree', async () => {
  const world = await aFicheWorld(db)
  await create(world.direction, { axeId: world.axes[0], budgetCentimes: 100 })
  await create(world.direction, {
    axeId: world.axes[0],
    budgetCentimes: 250,
    portee: 'communes',
    communeCodes: ['59559'],
  })
  await asActor(db, world.direction, async (tx) => {
    expect((await listFichesOf(tx, world.direction, { commune: '59559' })).total).toBe(2)
    expect((await listFichesOf(tx, world.direction, { commune: '59606' })).total).toBe(1)
    expect((await listFichesOf(tx, world.direction, { organisation: world.partner })).total).toBe(0)
    expect(await countByAxeAndState(tx, world.direction)).toEqual([
      { axeId: world.axes[0], etat: 'idee', nombre: 2, budgetCentimes: 350 },
    ])
  })
})

test('the budget of a programme holds that of its actions, and counts once', async () => {
  const world = await aFicheWorld(db)
  const [axeId] = world.axes
  const funded = { nature: 'programme', axeId, budgetCentimes: 200_000_000 } as const
  const programme = await create(world.direction, funded)
  const unknown = await create(world.direction, { nature: 'programme', axeId, budgetCentimes: null })
  await create(world.direction, { axeId, parentId: programme.id, budgetCentimes: 12_000_000 })
  await create(world.direction, { axeId, parentId: unknown.id, budgetCentimes: 300_001 })
  const counts = await asActor(db, world.direction, (tx) => countByAxeAndState(tx, world.direction))
  expect(counts).toEqual([{ axeId, etat: 'idee', nombre: 4, budgetCentimes: 200_300_001 }])
})
