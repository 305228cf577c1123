import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { anActor, aTerritoire } from '#app/features/territoires/territoire.factory.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { readSpreadsheet } from '#app/platform/spreadsheet.server.ts'
import { anOrganisation } from './organisation.factory.ts'
import { createOrganisation } from './organisations.commands.server.ts'
import { exportOrganisations } from './organisations-export.server.ts'
import { confirm, rehearse } from './organisations-rehearsal.server.ts'

const { db } = await openTestDatabase()
const today = isoDate('2026-11-23')
const folder = mkdtempSync(join(tmpdir(), 'organisations-'))

async function aDirector() {
  return anActor(db, await aTerritoire(db), { role: 'direction' })
}
type Actor = Awaited<ReturnType<typeof aDirector>>

async function exported(actor: Actor, format: 'csv' | 'xlsx'): Promise<string> {
  const asked = { filter: { tri: { by: 'nom', descending: false } }, at: today, format } as const
  const body = await asActor(db, actor, (tx) => exportOrganisations(tx, actor, asked))
  const path = join(folder, `${actor.territoireSlug}.${format}`)
  writeFileSync(path, Buffer.from(await new Response(body).arrayBuffer()))
  return path
}

async function rehearsed(actor: Actor, path: string) {
  const table = await readSpreadsheet(path, 1000)
  return asActor(db, actor, (tx) => rehearse(tx, actor, table))
}

test.each(['csv', 'xlsx'] as const)('what is exported as %s is imported again unchanged', async (format) => {
  const actor = await aDirector()
  for (const input of [
    anOrganisation({ nom: '=Association ; « piège »', siret: '00590606800011', communeCode: '59606' }),
    anOrganisation({ nom: 'Régie', debut: isoDate('2015-03-01'), fin: isoDate('2030-01-01'), rna: null }),
  ])
    await asActor(db, actor, (tx) => createOrganisation(tx, actor, input))
  const { lines, errors, ignored } = await rehearsed(actor, await exported(actor, format))
  expect(errors).toEqual([])
  expect(ignored).toEqual([])
  expect(lines.map((its) => its.kind)).toEqual(['identique', 'identique', 'identique'])
})

test('a file of a colleague creates and changes, and every wrong cell is told with its line and column', async () => {
  const actor = await aDirector()
  const known = anOrganisation({ nom: 'Maison de quartier', rna: null })
  await asActor(db, actor, (tx) => createOrganisation(tx, actor, known))
  const path = join(folder, 'colleague.csv')
  const wrong = 'Raison sociale;Type;Commune;Fin;Couleur\nMaison de quartier;association;Valenciennes;;bleu\n'
  writeFileSync(path, `${wrong}Nouvelle;gip;59559;;\nAutre;planète;Ici;hier;\n;association;;;\n`)
  const { lines, errors, ignored } = await rehearsed(actor, path)
  expect(lines.map(({ nom, kind, changed }) => ({ nom, kind, changed }))).toEqual([
    { nom: 'Maison de quartier', kind: 'modifiee', changed: ['Commune du siège'] },
    { nom: 'Nouvelle', kind: 'nouvelle', changed: [] },
  ])
  expect(ignored).toEqual(['Couleur'])
  expect(errors.map(({ line, column }) => [line, column])).toEqual([
    [4, 'Type'],
    [4, 'Commune'],
    [4, 'Fin'],
    [5, 'Raison sociale'],
  ])
})

test('a confirmed import writes through the commands, with their journal lines', async () => {
  const actor = await aDirector()
  const path = join(folder, 'two.csv')
  writeFileSync(path, 'Nom;Nature\nUne;Association\nDeux;GIP\n')
  const rehearsal = await rehearsed(actor, path)
  expect(await asActor(db, actor, (tx) => confirm(tx, actor, rehearsal))).toEqual({ creees: 2, modifiees: 0 })
  const lines = await db
    .selectFrom('journal')
    .select('titre')
    .where('territoireId', '=', actor.territoireId)
    .where('operation', '=', 'organisation.creer')
    .execute()
  expect(lines.map((its) => its.titre).sort()).toEqual(['Deux', 'Une'])
})

test('the same organisation twice in a file, and an identifier of elsewhere, are refused', async () => {
  const actor = await aDirector()
  const path = join(folder, 'twice.csv')
  writeFileSync(path, 'Nom;Identifiant\nUne;\nune;\nTrois;01930000-0000-7000-8000-000000000000\n')
  const { errors } = await rehearsed(actor, path)
  expect(errors.map(({ line }) => line)).toEqual([3, 4])
})

test('a partner may not import', async () => {
  const partner = await anActor(db, await aTerritoire(db), { role: 'partenaire' })
  const path = join(folder, 'partner.csv')
  writeFileSync(path, 'Nom\nUne\nDeux\n')
  await expect(rehearsed(partner, path)).rejects.toThrow(Forbidden)
})
