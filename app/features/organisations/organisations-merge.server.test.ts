import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { anActor, aTerritoire } from '#app/features/territoires/territoire.factory.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { anOrganisation } from './organisation.factory.ts'
import type { OrganisationInput } from './organisation.schema.ts'
import { createOrganisation } from './organisations.commands.server.ts'
import { getOrganisation } from './organisations.queries.server.ts'
import { listTwins } from './organisations-duplicates.queries.server.ts'
import { mergeOrganisations, undoMerge } from './organisations-merge.commands.server.ts'

const { db } = await openTestDatabase()

// A table no feature knows of: the merge must find it in the catalogue.
await sql`create table cotisation (
  territoire_id uuid not null, id uuid not null, organisation_id uuid not null, annee integer not null,
  montant numeric not null, libelle text generated always as ('année ' || annee) stored, version integer not null default 1,
  primary key (territoire_id, id), unique (territoire_id, organisation_id, annee),
  foreign key (territoire_id, organisation_id) references organisation (territoire_id, id))`.execute(db)
await sql`create table relance (
  territoire_id uuid not null, cotisation_id uuid not null, primary key (territoire_id, cotisation_id),
  foreign key (territoire_id, cotisation_id) references cotisation (territoire_id, id) on delete cascade)`.execute(
  db,
)
await sql`select protege('cotisation'), protege('relance')`.execute(db)

async function twoOrganisations(a: Partial<OrganisationInput> = {}, b: Partial<OrganisationInput> = {}) {
  const actor = await anActor(db, await aTerritoire(db), { role: 'direction' })
  const create = (input: Partial<OrganisationInput>) =>
    asActor(db, actor, (tx) => createOrganisation(tx, actor, anOrganisation(input)))
  return {
    actor,
    kept: await create({ nom: 'Gardée', rna: null, ...a }),
    absorbed: await create({ nom: 'Absorbée', ...b }),
  }
}

async function aCotisation(territoireId: string, organisationId: string, annee: number): Promise<string> {
  const id = newId()
  await sql`insert into cotisation (territoire_id, id, organisation_id, annee, montant)
    values (${territoireId}, ${id}, ${organisationId}, ${annee}, 12345678901234567.89)`.execute(db)
  return id
}

async function cotisations(territoireId: string) {
  const { rows } = await sql<{ id: string; organisationId: string; montant: string; version: number }>`
    select id, organisation_id, montant::text as montant, libelle, annee, version from cotisation where territoire_id = ${territoireId} order by id`.execute(
    db,
  )
  return rows
}

const withoutVersion = (rows: Awaited<ReturnType<typeof cotisations>>) =>
  rows.map(({ version: _version, ...row }) => row)

test('a table unknown to the code follows the merge, a conflict is set aside, and undoing restores every row exactly', async () => {
  const { actor, kept, absorbed } = await twoOrganisations()
  await aCotisation(actor.territoireId, kept, 2020)
  await aCotisation(actor.territoireId, absorbed, 2020)
  await aCotisation(actor.territoireId, absorbed, 2021)
  const before = await cotisations(actor.territoireId)
  const merge = await asActor(db, actor, (tx) => mergeOrganisations(tx, actor, { kept, absorbed }))
  const during = await cotisations(actor.territoireId)
  expect(during.map((row) => row.organisationId)).toEqual([kept, kept])
  expect(await asActor(db, actor, (tx) => undoMerge(tx, actor, merge))).toEqual({ left: 0 })
  expect(withoutVersion(await cotisations(actor.territoireId))).toEqual(withoutVersion(before))
})

test('a row in conflict on which others hang stays where it is: nothing is deleted with it', async () => {
  const { actor, kept, absorbed } = await twoOrganisations()
  await aCotisation(actor.territoireId, kept, 2020)
  const held = await aCotisation(actor.territoireId, absorbed, 2020)
  await sql`insert into relance values (${actor.territoireId}, ${held})`.execute(db)
  await asActor(db, actor, (tx) => mergeOrganisations(tx, actor, { kept, absorbed }))
  const { rows } = await sql`select 1 from relance where cotisation_id = ${held}`.execute(db)
  expect(rows).toHaveLength(1)
})

test('the duplicate leaves the directory, completes the kept one, and comes back with what it had', async () => {
  const { actor, kept, absorbed } = await twoOrganisations(
    { telephone: null },
    { telephone: '03 27 00 00 00' },
  )
  const read = (id: string) => asActor(db, actor, (tx) => getOrganisation(tx, actor, id))
  const before = await read(kept)
  const merge = await asActor(db, actor, (tx) => mergeOrganisations(tx, actor, { kept, absorbed }))
  expect(await read(kept)).toMatchObject({ nom: 'Gardée', telephone: '03 27 00 00 00', rna: 'W596001234' })
  await asActor(db, actor, (tx) => undoMerge(tx, actor, merge))
  expect({ ...(await read(kept)), version: 0 }).toEqual({ ...before, version: 0 })
  const lines = await db
    .selectFrom('journal')
    .select('operation')
    .where('entiteId', '=', absorbed)
    .orderBy('id')
    .execute()
  expect(lines.map((its) => its.operation)).toEqual([
    'organisation.creer',
    'organisation.fusionner',
    'organisation.separer',
  ])
})

test('a person of the duplicate belongs to the kept organisation, and to the duplicate again once undone', async () => {
  const { actor, kept, absorbed } = await twoOrganisations()
  const territoire = { id: actor.territoireId, slug: actor.territoireSlug, epciId: absorbed }
  await anActor(db, territoire, { role: 'partenaire', organisationId: absorbed })
  const belongs = async () => {
    const rows = await db
      .selectFrom('affectation')
      .select('organisationId')
      .where('organisationId', 'in', [kept, absorbed])
      .execute()
    return rows.map((row) => row.organisationId)
  }
  const merge = await asActor(db, actor, (tx) => mergeOrganisations(tx, actor, { kept, absorbed }))
  expect(await belongs()).toEqual([kept])
  await asActor(db, actor, (tx) => undoMerge(tx, actor, merge))
  expect(await belongs()).toEqual([absorbed])
})

test('what changed since the merge is left as it is and counted; a merge is undone once', async () => {
  const { actor, kept, absorbed } = await twoOrganisations()
  const id = await aCotisation(actor.territoireId, absorbed, 2021)
  const merge = await asActor(db, actor, (tx) => mergeOrganisations(tx, actor, { kept, absorbed }))
  await sql`delete from cotisation where id = ${id}`.execute(db)
  expect(await asActor(db, actor, (tx) => undoMerge(tx, actor, merge))).toEqual({ left: 1 })
  await expect(asActor(db, actor, (tx) => undoMerge(tx, actor, merge))).rejects.toMatchObject({
    code: 'deja-annulee',
  })
})

test('a merge covered by a later one is undone after it', async () => {
  const { actor, kept, absorbed } = await twoOrganisations()
  const last = await asActor(db, actor, (tx) =>
    createOrganisation(tx, actor, anOrganisation({ nom: 'Dernière' })),
  )
  const first = await asActor(db, actor, (tx) => mergeOrganisations(tx, actor, { kept, absorbed }))
  const second = await asActor(db, actor, (tx) =>
    mergeOrganisations(tx, actor, { kept: last, absorbed: kept }),
  )
  await expect(asActor(db, actor, (tx) => undoMerge(tx, actor, first))).rejects.toMatchObject({
    code: 'fusion-recouverte',
  })
  await asActor(db, actor, (tx) => undoMerge(tx, actor, second))
  expect(await asActor(db, actor, (tx) => undoMerge(tx, actor, first))).toEqual({ left: 0 })
})

test('an organisation already merged, of elsewhere, or the same, is refused; so is a role that may not', async () => {
  const { actor, kept, absorbed } = await twoOrganisations()
  const other = await twoOrganisations()
  const merge = (pair: { kept: string; absorbed: string }) =>
    asActor(db, actor, (tx) => mergeOrganisations(tx, actor, pair))
  await expect(merge({ kept, absorbed: other.absorbed })).rejects.toThrow(NotFound)
  await expect(merge({ kept, absorbed: kept })).rejects.toMatchObject({ code: 'meme-organisation' })
  await merge({ kept, absorbed })
  await expect(merge({ kept, absorbed })).rejects.toMatchObject({ code: 'deja-fusionnee' })
  const partner = await anActor(
    db,
    { id: actor.territoireId, slug: actor.territoireSlug, epciId: kept },
    { role: 'finances' },
  )
  await expect(
    asActor(db, partner, (tx) => mergeOrganisations(tx, partner, { kept, absorbed })),
  ).rejects.toThrow(Forbidden)
})

test('twins are found by number or by nearly the same name, never across two right SIREN', async () => {
  const { actor } = await twoOrganisations(
    { nom: 'Régie de quartier du Faubourg', siren: '245901160' },
    { nom: 'Regie de quartier du faubourg', rna: null },
  )
  const add = (input: Partial<OrganisationInput>) =>
    asActor(db, actor, (tx) => createOrganisation(tx, actor, anOrganisation({ rna: null, ...input })))
  await add({ nom: 'Commune de Quérénaing', siren: '215904798' })
  await add({ nom: 'Commune de Quérénain', siren: '215900143' })
  await add({ nom: 'Tout autre chose', siret: '35600000000048' })
  await add({ nom: 'La Poste', siret: '35600000000048' })
  const twins = await asActor(db, actor, (tx) => listTwins(tx, actor))
  expect(twins.map(({ reason, a, b }) => [reason, a.nom, b.nom])).toEqual([
    ['siret', 'Tout autre chose', 'La Poste'],
    ['nom', 'Régie de quartier du Faubourg', 'Regie de quartier du faubourg'],
  ])
})
