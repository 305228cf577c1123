import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { aFicheWorld } from '#app/features/fiches/fiche-world.factory.ts'
import { addDays, isoDate } from '#app/lib/dates.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { ensureCompte } from '#app/platform/comptes.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import {
  doDestruction,
  endorseDestruction,
  giveUpDestruction,
  proposeDestruction,
  saveRegle,
} from './destructions.commands.server.ts'
import { getDestruction, listConservation, listLignes } from './destructions.queries.server.ts'
import { countPlaces, findPersonnes, loadKnown } from './registre.queries.server.ts'
import { places } from './registre.ts'

const { db } = await openTestDatabase()
const today = isoDate('2026-11-23')
const now = new Date('2026-11-23T09:00:00Z')

async function aWorld() {
  const world = await aFicheWorld(db)
  const second: Actor = { ...world.direction, personneId: await aPerson(world.direction, 'Seconde personne') }
  return { ...world, second }
}

async function aPerson(actor: Actor, nom: string, creeLe = '2026-01-01'): Promise<string> {
  const id = newId()
  await sql`insert into personne (territoire_id, id, nom, courriel, cree_le)
    values (${actor.territoireId}, ${id}, ${nom}, ${`${id}@exemple.invalid`}, ${creeLe})`.execute(db)
  return id
}

async function aMail(actor: Actor, envoyeLe: string): Promise<string> {
  const id = newId()
  await sql`insert into courriel (territoire_id, id, destinataire, objet, texte, pieces, etat, envoye_le, cree_le)
    values (${actor.territoireId}, ${id}, 'a@exemple.invalid', 'Convocation', 'Bonjour', '[]', 'envoye', ${envoyeLe}, ${envoyeLe})`.execute(
    db,
  )
  return id
}

const propose = (actor: Actor, sorte: 'courriels' | 'personnes') =>
  asActor(db, actor, (tx) => proposeDestruction(tx, actor, sorte, { today, now }))

test('the register names every column of the database that holds a person', async () => {
  const { rows } = await sql<{ place: string }>`
    select c.table_name || '.' || c.column_name as place from information_schema.columns c
    join information_schema.columns t on t.table_schema = c.table_schema and t.table_name = c.table_name and t.column_name = 'territoire_id'
    join pg_tables p on p.schemaname = c.table_schema and p.tablename = c.table_name
    where c.table_schema = 'public'
      and c.column_name ~ '(^|_)(personne_id|auteur_id|titulaire_id|suppleant_id|responsable_id|courriel|destinataire|titulaire|signataire_nom|contact)$|_par$|^(propose|vise|fait)_nom$'`.execute(
    db,
  )
  const named = new Set(
    places.flatMap(({ table, personne = [], courriel = [], libres = [] }) =>
      [...personne, ...courriel, ...libres].map((column) => `${table}.${column}`),
    ),
  )
  expect(rows.map(({ place }) => place).filter((place) => !named.has(place))).toEqual([])
})

test('every place of the register exists: its lines are counted', async () => {
  const { direction } = await aWorld()
  const counts = await asActor(db, direction, (tx) => countPlaces(tx, direction))
  expect(Object.keys(counts).sort()).toEqual([...new Set(places.map(({ table }) => table))].sort())
  expect(counts.personne).toBeGreaterThan(0)
})

test('what is due is listed, endorsed by somebody else, destroyed, and certified without its words', async () => {
  const { direction, second } = await aWorld()
  const old = await aMail(direction, '2025-06-01')
  const recent = await aMail(direction, '2026-06-01')
  const id = await propose(direction, 'courriels')
  await expect(propose(direction, 'courriels')).rejects.toMatchObject({ code: 'liste-en-cours' })
  const endorse = (actor: Actor) => asActor(db, actor, (tx) => endorseDestruction(tx, actor, id, now))
  const destroy = () => asActor(db, direction, (tx) => doDestruction(tx, direction, id, now))
  await expect(destroy()).rejects.toBeInstanceOf(Forbidden)
  await expect(endorse(direction)).rejects.toMatchObject({ code: 'meme-personne' })
  await endorse(second)
  expect(await destroy()).toBe(1)
  await expect(destroy()).rejects.toBeInstanceOf(Forbidden)
  const left = await db.selectFrom('courriel').select('id').where('id', 'in', [old, recent]).execute()
  expect(left).toEqual([{ id: recent }])
  await asActor(db, direction, async (tx) => {
    expect(await getDestruction(tx, direction, id)).toMatchObject({ etat: 'faite', nombre: 1, detruits: 1 })
    expect(await listLignes(tx, id)).toMatchObject([{ objetId: old, libelle: '', detruit: true }])
  })
  const lines = await db.selectFrom('journal').select('operation').where('entiteId', '=', id).execute()
  expect(lines.map((line) => line.operation).sort()).toEqual([
    'destruction.faire',
    'destruction.proposer',
    'destruction.viser',
  ])
})

test('what came back to use after the list was drawn is spared', async () => {
  const { direction, second } = await aWorld()
  const gone = await aPerson(direction, 'Ancienne personne', '2015-01-01')
  const back = await aPerson(direction, 'Revenue', '2015-01-01')
  const id = await propose(direction, 'personnes')
  await asActor(db, second, (tx) => endorseDestruction(tx, second, id, now))
  await sql`insert into affectation (territoire_id, id, personne_id, organisation_id, role, debut, etat)
    select territoire_id, ${newId()}, ${back}, (select id from organisation o where o.territoire_id = p.territoire_id limit 1), 'partenaire', ${addDays(today, -1)}, 'active'
    from personne p where p.id = ${back}`.execute(db)
  expect(await asActor(db, direction, (tx) => doDestruction(tx, direction, id, now))).toBe(1)
  const people = await db
    .selectFrom('personne')
    .select(['id', 'nom', 'courriel'])
    .where('id', 'in', [gone, back])
    .orderBy('nom')
    .execute()
  expect(people).toMatchObject([
    { id: gone, nom: 'Personne effacée', courriel: null },
    { id: back, nom: 'Revenue' },
  ])
})

test('a suspended rule lets nothing be destroyed, and a list given up destroys nothing', async () => {
  const { direction, second } = await aWorld()
  const old = await aMail(direction, '2024-06-01')
  const id = await propose(direction, 'courriels')
  await asActor(db, second, (tx) => endorseDestruction(tx, second, id, now))
  const input = { dureeMois: 12, suspendue: true, motif: 'Contentieux en cours' }
  await asActor(db, direction, (tx) => saveRegle(tx, direction, 'courriels', { version: 1, input }))
  await expect(asActor(db, direction, (tx) => doDestruction(tx, direction, id, now))).rejects.toMatchObject({
    code: 'destruction-suspendue',
  })
  await asActor(db, direction, (tx) => giveUpDestruction(tx, direction, id))
  expect(await db.selectFrom('courriel').select('id').where('id', '=', old).execute()).toHaveLength(1)
  const rules = await asActor(db, direction, (tx) => listConservation(tx, direction, today))
  expect(rules.find(({ sorte }) => sorte === 'courriels')).toMatchObject({
    suspendue: true,
    open: null,
    due: 1,
  })
})

test('a person who asks gets everything held about them, and nothing secret nor of another territory', async () => {
  const here = await aWorld()
  const there = await aWorld()
  const id = await aPerson(here.direction, 'Camille Demandeuse')
  const found = await asActor(db, here.direction, (tx) => findPersonnes(tx, here.direction, 'demandeuse'))
  expect(found.map((its) => its.id)).toEqual([id])
  const { known } = await asActor(db, here.direction, (tx) => loadKnown(tx, here.direction, id))
  expect(known.map(({ table }) => table)).toContain('personne')
  expect(JSON.stringify(known)).not.toMatch(/empreinte|iban_chiffre|compte_id/)
  await expect(
    asActor(db, there.direction, (tx) => loadKnown(tx, there.direction, id)),
  ).rejects.toMatchObject({ name: 'NotFound' })
})

test('the sign-in account goes with the last person who used it, and stays while another territory needs it', async () => {
  const [here, there] = [await aWorld(), await aWorld()]
  const alone = await anAccount(here.direction, 'Seule ici')
  const both = await anAccount(here.direction, 'Ici et là')
  await linkTo(both.compte, await aPerson(there.direction, 'Ici et là'))
  const id = await propose(here.direction, 'personnes')
  expect(
    (await asActor(db, here.direction, (tx) => listLignes(tx, id))).map(({ libelle }) => libelle),
  ).toEqual(expect.arrayContaining(['Ici et là', 'Seule ici']))
  await asActor(db, here.second, (tx) => endorseDestruction(tx, here.second, id, now))
  await asActor(db, here.direction, (tx) => doDestruction(tx, here.direction, id, now))
  const { rows } = await sql<{ id: string }>`
    select id from auth_user where id in (${alone.compte}, ${both.compte})`.execute(db)
  expect(rows.map((row) => row.id)).toEqual([both.compte])
  const sessions = await sql`select 1 from auth_session where "userId" = ${alone.compte}`.execute(db)
  expect(sessions.rows).toEqual([])
})

async function anAccount(actor: Actor, nom: string) {
  const personne = await aPerson(actor, nom, '2015-01-01')
  const courriel = `${personne}@exemple.invalid`
  const compte = await ensureCompte(db, { courriel, nom, empreinte: 'x' })
  await sql`insert into auth_session ("expiresAt", "token", "updatedAt", "userId")
    values (now() + interval '1 day', ${personne}, now(), ${compte})`.execute(db)
  await linkTo(compte, personne)
  return { personne, compte }
}

async function linkTo(compte: string, personne: string): Promise<void> {
  await sql`update personne set compte_id = ${compte} where id = ${personne}`.execute(db)
}
