import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { aFundingWorld, aSubmittedDossier } from '#app/features/financements/financements.factory.ts'
import { anActor, aTerritoire } from '#app/features/territoires/territoire.factory.ts'
import { isoDate } from '#app/lib/dates.ts'
import { newId } from '#app/lib/ids.ts'
import { sniffFile } from '#app/lib/tables/sniff.ts'
import { importAttributions, undoImport } from './attributions.commands.server.ts'
import { rehearseAttributions } from './attributions-rehearsal.server.ts'
import { listToPublish } from './scdl.server.ts'
import { scdlFile } from './scdl.ts'

const { db } = await openTestDatabase()

test('what is published is what the EPCI itself attributed that year, undone imports left out', async () => {
  const territoire = await aTerritoire(db)
  await db.updateTable('territoire').set({ siren: '245901160' }).where('id', '=', territoire.id).execute()
  const actor = await anActor(db, territoire, { role: 'direction' })
  const imports: string[] = []
  for (const path of [
    'seed/demo/exemple-subventions-2017.csv',
    'data/sources/subventions/fixtures/scdl-cp1252.csv',
  ]) {
    const read = await rehearseAttributions(await sniffFile(path), { comma: null, attribuant: '' })
    imports.push((await asActor(db, actor, (tx) => importAttributions(tx, actor, read))).id)
  }
  const published = (annee: number) => asActor(db, actor, (tx) => listToPublish(tx, annee))
  const of2017 = await published(2017)
  expect(of2017).toHaveLength(6)
  expect(of2017[0]).toMatchObject({
    origine: 'exemple-subventions-2017.csv, ligne 2',
    dateConvention: isoDate('2017-04-12'),
    montantCentimes: 1_800_000,
    part: 1,
    notificationUe: false,
  })
  expect(await published(2018)).toEqual([])
  await asActor(db, actor, (tx) => undoImport(tx, actor, imports[0] ?? ''))
  expect(await published(2017)).toEqual([])
})

test('what the EPCI decided here is published too, whole or left out with its reason, never twice', async () => {
  const world = await aFundingWorld(db)
  const { direction, financeurs, association } = world
  const territoireId = world.territoire.id
  await db.updateTable('territoire').set({ siren: '225300011' }).where('id', '=', territoireId).execute()
  await db
    .updateTable('organisation')
    .set({ nature: 'epci', siren: '225300011', siret: '22530001100015' })
    .where('id', '=', financeurs[0])
    .execute()
  const dossierId = await aSubmittedDossier(db, world)
  const { rows: lines } = await sql<{
    id: string
  }>`update ligne set decide_droit_commun_centimes = 100001, decide_specifique_centimes = 50000, decide_le = '2027-04-15', decision_reference = 'DEL-7', etat = 'accordee'
    where dossier_id = ${dossierId} and financeur_id = ${financeurs[0]} returning id`.execute(db)
  await sql`update ligne set decide_specifique_centimes = 999, decide_le = '2027-04-15' where dossier_id = ${dossierId} and financeur_id = ${financeurs[1]}`.execute(
    db,
  )
  const published = () => asActor(db, direction, (tx) => listToPublish(tx, 2027))
  const first = scdlFile(await published(), { extended: false })
  expect([first.rows, first.left.map((its) => its.column)]).toEqual([
    0,
    ['conditionsVersement', 'datesPeriodeVersement', 'idBeneficiaire'],
  ])
  await db
    .updateTable('organisation')
    .set({ siret: '38033590100027' })
    .where('id', '=', association)
    .execute()
  await db
    .insertInto('versement')
    .values({
      territoireId,
      id: newId(),
      ligneId: lines[0]?.id ?? '',
      rang: 1,
      nature: 'unique',
      prevuLe: '2027-06-01',
      montantCentimes: 150_001,
    })
    .execute()
  const [grant] = await published()
  expect(grant).toMatchObject({
    montantCentimes: 150_001,
    dateConvention: '2027-04-15',
    referenceDecision: 'DEL-7',
    conditionsVersement: 'unique',
    versementDebut: '2027-06-01',
    etendu: { montantDemandeCentimes: 400_000, cofinanceurs: ['CAF d’essai'] },
  })
  const file = scdlFile(await published(), { extended: true })
  expect([file.rows, file.left]).toEqual([1, []])
  expect(file.csv).toContain('1500.01')
  expect(file.csv.split('\r\n')[0]?.split(',').slice(-5)).toEqual([
    'montantDemande',
    'pluriannualite',
    'ej',
    'cofinancement',
    'attribuantsCofinanceurs',
  ])
})
