import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { aFundingWorld, NOON } from './financements.factory.ts'
import { undoProgrammation } from './import-annulation.server.ts'
import { importProgrammation } from './import-ecriture.server.ts'
import { readProgrammation, rehearseProgrammation } from './import-repetition.server.ts'

const { db } = await openTestDatabase()
const folder = mkdtempSync(join(tmpdir(), 'maillage-programmation-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sheet = [
  'PROGRAMMATION 2016;;;;;;;',
  'Porteur;Action;Axe;Commune;Demandé CAF d’essai;CAF d’essai;Sous-préfecture d’essai;Fondation inconnue',
  'Association d’essai;Chantiers;1;Valenciennes;9000;5000 droit commun + 4000 CdV;3 000,50 € CdV;',
  ';Permis;2;Sebourg, Nulle-Part;4000;refus;;250',
  'Club nouveau;Théâtre;;;;;800;',
  'TOTAL;;;;13000;9000;3800,50;250',
].join('\n')

function written(text: string): string {
  const path = join(folder, `${Math.random()}.csv`)
  writeFileSync(path, text)
  return path
}

const rehearsed = async (actor: Actor, query = '', text = sheet) => {
  const tableau = await readProgrammation(written(text))
  return asActor(db, actor, (tx) => rehearseProgrammation(tx, actor, tableau, new URLSearchParams(query)))
}

const NEW_CALL = 'code=CDV-2016&exercice=2016'

const imported = async (actor: Actor, query = NEW_CALL, sha256 = String(Math.random())) => {
  const repetition = await rehearsed(actor, query)
  return asActor(db, actor, (tx) =>
    importProgrammation(tx, actor, repetition, { file: { name: 'programmation.csv', sha256 }, now: NOON }),
  )
}

const count = async (actor: Actor, table: string): Promise<number> => {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from ${sql.table(table)} where territoire_id = ${actor.territoireId}`.execute(
    db,
  )
  return rows[0]?.n ?? -1
}

test('a rehearsal writes nothing and tells what it does not understand, line by line', async () => {
  const { direction } = await aFundingWorld(db)
  const before = await count(direction, 'organisation')
  const { actions, remarques, nouvelles, choix } = await rehearsed(direction)
  expect(choix.exercice).toBe(2016)
  expect(actions.map((its) => [its.titre, its.effet, its.lignes.length])).toEqual([
    ['Chantiers', 'nouveau', 2],
    ['Permis', 'nouveau', 2],
    ['Théâtre', 'nouveau', 1],
  ])
  expect(nouvelles).toEqual(['Fondation inconnue', 'Club nouveau'])
  expect(remarques.map(({ line, code }) => [line, code])).toEqual([
    [4, 'porteur-repris'],
    [4, 'sans-credit'],
    [4, 'lieu-inconnu'],
    [5, 'sans-credit'],
    [6, 'total'],
  ])
  expect(await count(direction, 'dossier')).toBe(0)
  expect(await count(direction, 'organisation')).toBe(before)
})

test('an import writes dossiers and lines to the centime, droit commun and specific credits apart', async () => {
  const { direction } = await aFundingWorld(db)
  await imported(direction)
  const { rows } = await sql<Record<string, unknown>>`
    select d.titre, o.nom as financeur, l.demande_centimes, l.demande_connue, l.etat, l.decide_droit_commun_centimes as dc, l.decide_specifique_centimes as spe
    from ligne l join dossier d on d.territoire_id = l.territoire_id and d.id = l.dossier_id
    join organisation o on o.territoire_id = l.territoire_id and o.id = l.financeur_id
    where l.territoire_id = ${direction.territoireId} order by d.numero, o.nom`.execute(db)
  expect(rows).toMatchObject([
    {
      titre: 'Chantiers',
      financeur: 'CAF d’essai',
      demandeCentimes: 900_000,
      demandeConnue: true,
      etat: 'accordee',
      dc: 500_000,
      spe: 400_000,
    },
    { financeur: 'Sous-préfecture d’essai', demandeConnue: false, etat: 'accordee', dc: 0, spe: 300_050 },
    { titre: 'Permis', financeur: 'CAF d’essai', demandeCentimes: 400_000, etat: 'refusee', dc: 0, spe: 0 },
    { financeur: 'Fondation inconnue', spe: 25_000 },
    { titre: 'Théâtre', spe: 80_000 },
  ])
  const { rows: dossiers } = await sql<
    Record<string, unknown>
  >`select numero, etat, depot_connu, copie -> 'import' as origine from dossier
    where territoire_id = ${direction.territoireId} order by numero`.execute(db)
  expect(dossiers[0]).toEqual({
    numero: 'CDV-2016-0001',
    etat: 'recevable',
    depotConnu: false,
    origine: { ligne: 3, fichier: 'programmation.csv' },
  })
  expect(await count(direction, 'journal')).toBeGreaterThan(0)
})

test('the same rows brought again to the same call change nothing', async () => {
  const { direction } = await aFundingWorld(db)
  await imported(direction, NEW_CALL, 'a')
  const { rows } = await sql<{
    id: string
  }>`select id from appel_a_projets where territoire_id = ${direction.territoireId} and code = 'CDV-2016'`.execute(
    db,
  )
  const again = await rehearsed(direction, `appel=${rows[0]?.id}`)
  expect(again.actions.map((its) => its.effet)).toEqual(['identique', 'identique', 'identique'])
  const changed = await rehearsed(direction, `appel=${rows[0]?.id}`, sheet.replace('250', '300'))
  expect(changed.actions.map((its) => its.effet)).toEqual(['identique', 'different', 'identique'])
  await expect(imported(direction, 'code=CDV-X&exercice=2016', 'a')).rejects.toThrow(Refusal)
})

test('undoing an import takes back its dossiers, its call and its organisations, and keeps what was worked on since', async () => {
  const { direction } = await aFundingWorld(db)
  const first = await imported(direction)
  expect(await asActor(db, direction, (tx) => undoProgrammation(tx, direction, first.lotId))).toEqual({
    undone: 3,
    left: 0,
  })
  expect([await count(direction, 'dossier'), await count(direction, 'ligne')]).toEqual([0, 0])
  const { rows } =
    await sql`select 1 from appel_a_projets where territoire_id = ${direction.territoireId} and code = 'CDV-2016'`.execute(
      db,
    )
  expect(rows).toEqual([])
  const second = await imported(direction)
  await sql`update ligne set version = 2 where territoire_id = ${direction.territoireId} and etat = 'refusee'`.execute(
    db,
  )
  expect(await asActor(db, direction, (tx) => undoProgrammation(tx, direction, second.lotId))).toEqual({
    undone: 2,
    left: 1,
  })
  await expect(
    asActor(db, direction, (tx) => undoProgrammation(tx, direction, second.lotId)),
  ).rejects.toThrow(Refusal)
})

test('who does not prepare calls neither rehearses nor undoes an import', async () => {
  const world = await aFundingWorld(db)
  const carrier = await world.as('porteur', world.association)
  await expect(rehearsed(carrier)).rejects.toThrow(Forbidden)
  await expect(asActor(db, carrier, (tx) => undoProgrammation(tx, carrier, world.appelId))).rejects.toThrow(
    Forbidden,
  )
})

test('the choices of the screen change how a column, a funder and a silent amount are read', async () => {
  const { direction } = await aFundingWorld(db)
  const { actions, nouvelles } = await rehearsed(
    direction,
    'sansCredit=droit_commun&fin-fondationinconnue=Partenaire+d%E2%80%99essai&col-6=montant:demande:cellule',
  )
  expect(nouvelles).toEqual(['Club nouveau'])
  expect(actions[1]?.lignes[1]).toMatchObject({
    financeur: 'Partenaire d’essai',
    decide: { droitCommun: 25_000, specifique: 0 },
  })
  expect(actions[2]?.lignes[0]).toMatchObject({ demande: 80_000, decide: null })
})
