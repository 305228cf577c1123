import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { parseChiffres } from './chiffres.filter.ts'
import { dimensions } from './chiffres.words.ts'
import { listBehind, loadPivot } from './chiffres-cube.server.ts'
import { porteeOf, porteePublique } from './chiffres-faits.server.ts'
import { listIndicateurs, listParCommune, loadConcentration } from './chiffres-indicateurs.server.ts'
import { aFundingWorld, aSubmittedDossier, type FundingWorld } from './financements.factory.ts'

const { db } = await openTestDatabase()

const asked = (query: string) => parseChiffres(new URLSearchParams(query))
const pivot = async (actor: Actor, query: string) =>
  asActor(db, actor, (tx) => loadPivot(tx, porteeOf(actor), asked(query)))

/** Two dossiers: one on two communes granted 1 000,01 € of droit commun and 500 € specific, the other refused. */
async function programmed(): Promise<FundingWorld & { first: string }> {
  const world = await aFundingWorld(db)
  const first = await aSubmittedDossier(db, world, { input: { communeCodes: ['59606', '59559'] } })
  await aSubmittedDossier(db, world, { porteurId: world.partner })
  await sql`update ligne set decide_droit_commun_centimes = 0, decide_specifique_centimes = 0, etat = 'refusee' where territoire_id = ${world.territoire.id}`.execute(
    db,
  )
  await sql`update ligne set decide_droit_commun_centimes = 100001, decide_specifique_centimes = 50000, decide_le = '2026-12-23', etat = 'accordee'
    where dossier_id = ${first} and financeur_id = ${world.financeurs[0]}`.execute(db)
  return { ...world, first }
}

test('every pair of dimensions gives the same whole, places included', async () => {
  const { direction } = await programmed()
  const names = Object.keys(dimensions)
  for (const lignes of names)
    for (const colonnes of ['aucune', ...names]) {
      const its = await pivot(direction, `lignes=${lignes}&colonnes=${colonnes}&mesure=accorde`)
      expect(its.total, `${lignes} × ${colonnes}`).toBe(150_001)
      const rows = Object.values(its.totauxLignes).reduce((sum, value) => sum + value, 0)
      expect(rows, `${lignes} × ${colonnes}`).toBe(150_001)
    }
})

test('an amount on two communes is shared without losing a centime, and a dossier counts once', async () => {
  const { direction } = await programmed()
  const shared = await pivot(direction, 'lignes=commune&colonnes=credit')
  expect(Object.values(shared.totauxLignes).toSorted()).toEqual([75_000, 75_001])
  expect(shared.colonnes.map((its) => its.label)).toEqual(['Droit commun', 'Crédits spécifiques'])
  const counted = await pivot(direction, 'lignes=commune&colonnes=aucune&mesure=dossiers')
  expect([counted.total, Object.values(counted.totauxLignes).toSorted()]).toEqual([2, [1, 2]])
})

test('what is asked is not told apart by kind of credit: it is said, not guessed', async () => {
  const { direction } = await programmed()
  const its = await pivot(direction, 'lignes=credit&colonnes=financeur&mesure=demande')
  expect(its.lignes.map((head) => head.label)).toEqual(['Non réparti par sorte de crédit'])
  expect(its.total).toBe(1_200_000)
})

test('the dossiers behind a cell are those that make its value', async () => {
  const { direction, first, financeurs } = await programmed()
  const cell = { ligne: financeurs[0], colonne: 'droit_commun' }
  const rows = await asActor(db, direction, (tx) => listBehind(tx, porteeOf(direction), asked(''), cell))
  expect(rows.map((row) => [row.id, row.valeur])).toEqual([[first, 100_001]])
})

test('the indicators of a year say droit commun share, delay, leverage and what is not known yet', async () => {
  const { direction } = await programmed()
  const [year] = await asActor(db, direction, (tx) => listIndicateurs(tx, porteeOf(direction), asked('')))
  expect(year).toMatchObject({
    exercice: 2027,
    dossiers: 2,
    finances: 1,
    demande: 1_200_000,
    accorde: 150_001,
    joursDecision: 30,
    levier: 20,
    nouveauxPorteurs: null,
    joursVersement: null,
    nonDepense: null,
  })
  expect(year?.partDroitCommun).toBeCloseTo(100_001 / 150_001)
})

test('paid is what left minus what came back; the delay to payment is counted from the decision', async () => {
  const { direction, first, financeurs } = await programmed()
  const { rows } = await sql<{
    id: string
  }>`select id from ligne where dossier_id = ${first} and financeur_id = ${financeurs[0]}`.execute(db)
  const base = { territoireId: direction.territoireId, ligneId: rows[0]?.id ?? '' }
  await db
    .insertInto('versement')
    .values([
      {
        ...base,
        id: newId(),
        rang: 1,
        nature: 'unique',
        prevuLe: '2027-01-02',
        verseLe: '2027-01-02',
        montantCentimes: 150_001,
      },
      {
        ...base,
        id: newId(),
        rang: 2,
        nature: 'reversement',
        prevuLe: '2027-06-02',
        verseLe: '2027-06-02',
        montantCentimes: 1,
      },
    ])
    .execute()
  const [year] = await asActor(db, direction, (tx) => listIndicateurs(tx, porteeOf(direction), asked('')))
  expect([year?.verse, year?.joursVersement]).toEqual([150_000, 10])
})

test('concentration and amounts per inhabitant are there, communes in the order of names', async () => {
  const { direction } = await programmed()
  const concentration = await asActor(db, direction, (tx) =>
    loadConcentration(tx, porteeOf(direction), asked('')),
  )
  expect(concentration).toMatchObject({ porteurs: 1, gini: 0, equivalents: 1 })
  const communes = await asActor(db, direction, (tx) => listParCommune(tx, porteeOf(direction), asked('')))
  expect(communes.reduce((sum, its) => sum + its.accorde, 0)).toBe(150_001)
  const names = communes.map((its) => its.nom)
  expect(names).toEqual(names.toSorted(new Intl.Collator('fr').compare))
})

test('a carrier does not read the figures; a funder does not see the proposals of others before they are shared', async () => {
  const world = await programmed()
  const carrier = await world.as('porteur', world.association)
  await expect(pivot(carrier, '')).rejects.toThrow(Forbidden)
  await sql`update ligne set propose_specifique_centimes = 70000 where territoire_id = ${world.territoire.id}`.execute(
    db,
  )
  await sql`update appel_a_projets set avis_partages = false, etat = 'instruction' where id = ${world.appelId}`.execute(
    db,
  )
  const funder = await world.as('instructeur', world.financeurs[0])
  const seen = await pivot(funder, 'lignes=financeur&colonnes=aucune&mesure=propose')
  expect([seen.total, seen.lignes.map((its) => its.key)]).toEqual([140_000, [world.financeurs[0]]])
  await sql`update appel_a_projets set avis_partages = true where id = ${world.appelId}`.execute(db)
  expect((await pivot(funder, 'lignes=financeur&colonnes=aucune&mesure=propose')).total).toBe(280_000)
})

test('the public reads programmed calls only, and never a proposal', async () => {
  const { direction, appelId } = await programmed()
  await sql`update ligne set propose_specifique_centimes = 70000 where territoire_id = ${direction.territoireId}`.execute(
    db,
  )
  const seen = (mesure: string) =>
    asActor(db, direction, (tx) => loadPivot(tx, porteePublique, asked(`mesure=${mesure}`)))
  expect((await seen('accorde')).total).toBe(0)
  await sql`update appel_a_projets set etat = 'programme' where id = ${appelId}`.execute(db)
  expect([(await seen('accorde')).total, (await seen('propose')).total]).toEqual([150_001, 0])
})
