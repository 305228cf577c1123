import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { anActor, aTerritoire } from '#app/features/territoires/territoire.factory.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { openLac } from './imports.server.ts'
import { openLecteur } from './lecture.server.ts'
import {
  createIndicateurLocal,
  importLocalFile,
  removeIndicateurLocal,
  setValeursLocales,
  updateIndicateurLocal,
} from './locaux.commands.server.ts'
import { getIndicateurLocal, loadLocaux } from './locaux.queries.server.ts'
import type { Saisie } from './locaux.rules.ts'
import type { IndicateurLocalInput } from './locaux.schema.ts'
import { allValeursOfLieu } from './locaux-lecture.server.ts'

const { db } = await openTestDatabase()
const at = isoDate('2026-11-23')
const folder = await mkdtemp(join(tmpdir(), 'locaux-'))

const SUIVIS: IndicateurLocalInput = {
  libelle: 'Enfants suivis',
  code: '',
  definition: 'Enfants suivis au moins une fois dans l’année.',
  theme: 'education',
  nature: 'effectif',
  unite: 'enfants',
  sens: 'contexte',
  source: 'Service exemple',
  totalId: null,
  formule: '',
}

async function aWorld() {
  const territoire = await aTerritoire(db)
  const director = await anActor(db, territoire, { role: 'direction' })
  const reader = await anActor(db, territoire, { role: 'finances' })
  const run = <Result>(work: Parameters<typeof asActor<Result>>[2]) => asActor(db, director, work)
  return { territoire, director, reader, run }
}

function counts(sebourg: number, valenciennes: number): Saisie[] {
  return [
    { niveau: 'commune', code: '59559', periode: '2024', valeur: sebourg },
    { niveau: 'commune', code: '59606', periode: '2024', valeur: valenciennes },
  ]
}

test('a small count is masked for everybody, and the journal never repeats a figure', async () => {
  const { director, run } = await aWorld()
  const { valeurs, lines } = await run(async (tx) => {
    const id = await createIndicateurLocal(tx, director, SUIVIS)
    await setValeursLocales(tx, director, id, { saisies: counts(3, 41), fichier: '', at })
    const lus = await loadLocaux(tx, at)
    return {
      valeurs: ['59559', '59606'].map((code) => lus.entered({ niveau: 'commune', code, members: null })),
      lines: await tx
        .selectFrom('journal')
        .select(['operation', 'changements'])
        .where('entiteId', '=', id)
        .execute(),
    }
  })
  expect(valeurs.map((its) => its.get('LOC_ENFANTS_SUIVIS')?.[0])).toMatchObject([
    { value: null, status: 'secret' },
    { value: null, status: 'secret' },
  ])
  const noted = lines.find(({ operation }) => operation === 'indicateurLocal.saisir')
  expect(JSON.stringify(noted?.changements)).not.toMatch(/41/)
})

test('only those who bring files keep indicators', async () => {
  const { reader, run } = await aWorld()
  await expect(run((tx) => createIndicateurLocal(tx, reader, SUIVIS))).rejects.toThrow(Forbidden)
})

test('a count cannot become a measure once it has figures, which would unmask them', async () => {
  const { director, run } = await aWorld()
  const changed = run(async (tx) => {
    const id = await createIndicateurLocal(tx, director, SUIVIS)
    await setValeursLocales(tx, director, id, { saisies: counts(3, 41), fichier: '', at })
    await updateIndicateurLocal(tx, director, id, {
      version: 1,
      input: { ...SUIVIS, nature: 'mesure', unite: '%' },
    })
  })
  await expect(changed).rejects.toThrow('montrerait ceux qui sont masqués')
})

test('a formula is read before it is kept, and what others rest on cannot be removed', async () => {
  const { director, run } = await aWorld()
  const rate = { ...SUIVIS, libelle: 'Taux', nature: 'formule' as const, unite: '' }
  await run(async (tx) => {
    const id = await createIndicateurLocal(tx, director, SUIVIS)
    const wrong = createIndicateurLocal(tx, director, { ...rate, formule: 'pourcent(LOC_RIEN; POP_TOTAL)' })
    await expect(wrong).rejects.toThrow('« LOC_RIEN » n’existe pas')
    await createIndicateurLocal(tx, director, { ...rate, formule: 'LOC_ENFANTS_SUIVIS * 2' })
    await expect(removeIndicateurLocal(tx, director, id)).rejects.toThrow('« Taux » repose sur lui')
  })
})

test('a formula over a masked count is masked, and a small difference of shown counts too', async () => {
  const { director, run } = await aWorld()
  const lus = await run(async (tx) => {
    const one = await createIndicateurLocal(tx, director, SUIVIS)
    const other = await createIndicateurLocal(tx, director, { ...SUIVIS, libelle: 'Enfants inscrits' })
    await createIndicateurLocal(tx, director, {
      ...SUIVIS,
      libelle: 'Inscrits non suivis',
      nature: 'formule',
      formule: 'ecart(LOC_ENFANTS_INSCRITS; LOC_ENFANTS_SUIVIS)',
    })
    await setValeursLocales(tx, director, one, { saisies: counts(20, 41), fichier: '', at })
    await setValeursLocales(tx, director, other, { saisies: counts(22, 60), fichier: '', at })
    return loadLocaux(tx, at)
  })
  const lecteur = await openLecteur(openLac(folder))
  const of = async (code: string) =>
    (await allValeursOfLieu(lecteur, { niveau: 'commune', code, nom: code, members: null }, lus)).get(
      'LOC_INSCRITS_NON_SUIVIS',
    )?.[0]
  expect(await of('59559')).toMatchObject({ value: null, status: 'secret' })
  expect(await of('59606')).toMatchObject({ value: 19, status: 'normal', periode: '2024' })
  lecteur.close()
})

test('a table is taken whole, whatever its shape, and rows of elsewhere are told', async () => {
  const { director, run } = await aWorld()
  const wide = await aFile(
    'large.csv',
    'commune;nom;2023;2024\n59606;Valenciennes;38;41\n59559;Sebourg;0;\n59001;Abancourt;5;6\n',
  )
  const long = await aFile('long.csv', 'annee,code_insee,valeur\n2022,59606,33\n2022,59559,12\n')
  const said = await run(async (tx) => {
    const id = await createIndicateurLocal(tx, director, SUIVIS)
    return [
      await importLocalFile(tx, director, id, { file: wide, at }),
      await importLocalFile(tx, director, id, { file: long, at }),
      await tx
        .selectFrom('valeurLocale')
        .select(['code', 'periode', 'valeur'])
        .orderBy('periode')
        .orderBy('code')
        .execute(),
    ]
  })
  expect(said).toMatchObject([
    expect.stringContaining('Hors du territoire'),
    expect.stringContaining('chiffres lus dans « long.csv ».'),
    [
      { code: '59559', periode: '2022', valeur: 12 },
      { code: '59606', periode: '2022', valeur: 33 },
      { code: '59559', periode: '2023', valeur: 0 },
      { code: '59606', periode: '2023', valeur: 38 },
      { code: '59606', periode: '2024', valeur: 41 },
    ],
  ])
})

test('a table with one row that does not read writes nothing and says which row', async () => {
  const { director, run } = await aWorld()
  const refusals: string[] = []
  await run(async (tx) => {
    const id = await createIndicateurLocal(tx, director, SUIVIS)
    for (const [name, text] of Object.entries({
      'secret.csv': 'commune;2024\n59606;41\n59559;s\n',
      'decimales.csv': 'commune;2024\n59606;41,5\n59559;12\n',
      'double.csv': 'commune;2024\n59606;41\n59606;12\n',
      'sans-annee.csv': 'commune;effectif\n59606;41\n59559;12\n',
      'sans-lieu.csv': 'nom;2024\nValenciennes;41\nSebourg;12\n',
    })) {
      const file = await aFile(name, text)
      await importLocalFile(tx, director, id, { file, at }).catch((error: unknown) => {
        if (error instanceof Refusal) refusals.push(error.message)
      })
    }
    expect(await tx.selectFrom('valeurLocale').select('code').execute()).toEqual([])
    expect((await getIndicateurLocal(tx, id)).libelle).toBe('Enfants suivis')
  })
  expect(refusals).toEqual([
    expect.stringContaining('ligne 3 : « s »'),
    expect.stringContaining('ligne 2 : un effectif est un nombre entier'),
    expect.stringContaining('ligne 3 : 59606 a déjà un chiffre pour 2024'),
    expect.stringContaining('de quelle année'),
    expect.stringContaining('code des lieux'),
  ])
})

async function aFile(name: string, text: string) {
  const path = join(folder, name)
  await writeFile(path, text)
  return { path, name }
}
