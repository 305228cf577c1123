import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Tx } from '#app/db/connection.server.ts'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { aFicheWorld } from '#app/features/fiches/fiche-world.factory.ts'
import { trameAppels } from '#app/features/financements/index.server.ts'
import { trameLocaux } from '#app/features/observatoire/index.server.ts'
import { anActor, aTerritoire } from '#app/features/territoires/territoire.factory.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden } from '#app/lib/errors.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { drawTrame, parseTrame, rehearseTrame, type Trame, takeTrame } from './trame.server.ts'

const { db } = await openTestDatabase()
const today = isoDate('2026-11-24')
const now = new Date('2026-11-24T09:00:00Z')
const folder = await mkdtemp(join(tmpdir(), 'maillage-trames-'))

const visiting = <Result>(
  actor: Actor,
  work: (visit: { tx: Tx; actor: Actor; at: typeof today; today: typeof today }) => Promise<Result>,
) => asActor(db, actor, (tx) => work({ tx, actor, at: today, today }))
const draw = (actor: Actor, code = 'projet') => visiting(actor, (visit) => drawTrame(visit, { code, now }))
const rehearse = (actor: Actor, trame: Trame) => visiting(actor, (visit) => rehearseTrame(visit, trame, now))
const take = (actor: Actor, trame: Trame) => visiting(actor, (visit) => takeTrame(visit, trame, now))

const words = {
  definition: 'Pour essayer la trame.',
  theme: 'population',
  unite: 'personnes',
  source: 'Essai',
} as const

/** A territory with axes, a theme, a total with its part and a formula, and the form of a call. */
async function aSource() {
  const world = await aFicheWorld(db)
  const { direction, axes, document, territoire } = world
  await sql`update document_cadre set code = 'projet' where id = ${document}`.execute(db)
  for (const axeId of axes)
    await sql`insert into document_axe (territoire_id, document_id, axe_id) values (${territoire.id}, ${document}, ${axeId})`.execute(
      db,
    )
  await visiting(direction, async ({ tx }) => {
    await trameLocaux.write(tx, direction, [
      {
        ...words,
        code: 'LOC_A_PART',
        libelle: 'Part',
        nature: 'formule',
        sens: 'ambigu',
        totalCode: null,
        formule: 'LOC_SUIVIS / LOC_TOUS',
      },
      {
        ...words,
        code: 'LOC_SUIVIS',
        libelle: 'Suivis',
        nature: 'effectif',
        sens: 'contexte',
        totalCode: 'LOC_TOUS',
        formule: '',
      },
      {
        ...words,
        code: 'LOC_TOUS',
        libelle: 'Tous',
        nature: 'effectif',
        sens: 'contexte',
        totalCode: null,
        formule: '',
      },
    ])
    await trameAppels.write(tx, direction, [anAppelForm], now)
  })
  return world
}

const anAppelForm: Trame['appels'][number] = {
  code: 'FIL-ESSAI',
  exercice: 2026,
  titre: 'Fonds local',
  nature: 'fonds_local',
  formulaire: 'simplifie',
  cadrage: 'Cadrage',
  texte: 'Texte',
  graceMinutes: 15,
  perimetreSens: 'hors',
  porteursAdmis: ['association'],
  plancherCentimes: null,
  plafondCentimes: 3e5,
  partPropreMin: 0.2,
  aidePubliqueMax: 0.8,
  partCpoCible: null,
  unParPorteur: true,
  avisPartages: false,
  pieces: [
    {
      titre: 'Statuts',
      nature: 'statuts',
      obligatoire: true,
    },
  ],
  criteres: [
    {
      titre: 'Mixité',
      aide: 'Femmes et hommes',
      poids: 2,
      noteMax: 5,
    },
  ],
}

test('what one territory takes along, another finds: axes, themes, indicators in the order they need, forms', async () => {
  const source = await aSource()
  const trame = await draw(source.direction)
  expect(trame.strategie.document?.axes.map(({ titre }) => titre)).toEqual(['Premier axe', 'Second axe'])
  const elsewhere = await anActor(db, await aTerritoire(db), { role: 'direction' })
  expect((await rehearse(elsewhere, trame)).map(({ isKnown }) => isKnown)).toEqual(Array(6).fill(false))
  expect(await take(elsewhere, trame)).toBe(6)
  const back = await draw(elsewhere)
  expect({ ...back, territoire: trame.territoire }).toEqual(trame)
  expect(await take(elsewhere, trame)).toBe(0)
  expect((await rehearse(elsewhere, trame)).every(({ isKnown }) => isKnown)).toBe(true)
})

test('nothing of who, where, when or how much goes along', async () => {
  const { direction } = await aSource()
  const text = JSON.stringify(await draw(direction))
  for (const [table, column] of [
    ['personne', 'nom'],
    ['organisation', 'nom'],
  ] as const) {
    const { rows } = await sql<{
      value: string
    }>`select ${sql.ref(column)} as value from ${sql.table(table)} where territoire_id = ${direction.territoireId}`.execute(
      db,
    )
    for (const { value } of rows.filter((row) => row.value !== direction.territoireNom))
      expect(text).not.toContain(value)
  }
  expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/)
})

test('a skeleton is all or nothing, and a damaged file says where', async () => {
  const { direction } = await aSource()
  const trame = await draw(direction)
  const elsewhere = await anActor(db, await aTerritoire(db), { role: 'direction' })
  const broken: Trame = { ...trame, indicateurs: trame.indicateurs.filter(({ code }) => code !== 'LOC_TOUS') }
  await expect(take(elsewhere, broken)).rejects.toThrow()
  expect((await draw(elsewhere, '')).strategie.themes).toEqual([])
  const read = async (text: string) => {
    const path = join(folder, 'trame.json')
    await writeFile(path, text)
    return parseTrame(path)
  }
  expect(await read(JSON.stringify(trame))).toEqual(trame)
  await expect(read('a;b;c')).rejects.toThrow('n’est pas une trame')
  await expect(read(JSON.stringify({ ...trame, appels: [{}] }))).rejects.toThrow('appels.0')
  const orphan = {
    ...trame.strategie,
    document: {
      code: 'd',
      nature: 'ptcs',
      titre: 'T',
      axes: [{ numero: '1', titre: 'A', court: '', texte: '', niveau: 2 }],
    },
  }
  await expect(read(JSON.stringify({ ...trame, strategie: orphan }))).rejects.toThrow('axes')
})

test('who does not write the strategy, the indicators and the calls neither takes a skeleton away nor takes one in', async () => {
  const { direction, as } = await aSource()
  const trame = await draw(direction)
  const partner = await as('partenaire')
  await expect(draw(partner)).rejects.toThrow(Forbidden)
  await expect(take(partner, trame)).rejects.toThrow(Forbidden)
})
