import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { isoDate } from '#app/lib/dates.ts'
import { openTables } from '#app/lib/tables/index.ts'
import { findHeaderIn, readAttributions } from './attributions-reading.ts'
import { decimalOf, scdlFile, type ToPublish, whyLeftOut } from './scdl.ts'
import { faultsOf, parseSchema } from './scdl-validator.factory.ts'

const folder = mkdtempSync(join(tmpdir(), 'scdl-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function aSubsidy(given: Partial<ToPublish> = {}): ToPublish {
  return {
    origine: 'essai.csv, ligne 2',
    idSubvention: 'S-1',
    nomAttribuant: 'Intercommunalité d’essai',
    idAttribuant: '22530001100015',
    dateConvention: isoDate('2017-06-27'),
    referenceDecision: 'D-12',
    nomBeneficiaire: 'Régie de quartier d’essai',
    idBeneficiaire: '38033590100027',
    rnaBeneficiaire: null,
    objet: 'Chantier d’été, « deuxième » session',
    montantCentimes: 1_250_050,
    nature: 'numeraire_et_nature',
    conditionsVersement: 'échelonné',
    versementDebut: isoDate('2017-07-01'),
    versementFin: isoDate('2017-12-31'),
    idRae: '',
    notificationUe: false,
    part: 1,
    dispositifAide: 'Contrat de ville',
    annee: 2017,
    statut: '',
    ...given,
  }
}

async function readBack(csv: string) {
  const path = join(folder, 'export.csv')
  writeFileSync(path, csv)
  const opened = await openTables(path)
  try {
    const [table] = opened.tables
    const header = table && (await findHeaderIn(table))
    if (!header) throw new Error('The export is not read as a list of subsidies.')
    return await readAttributions(table, header, { comma: null })
  } finally {
    await opened.close()
  }
}

const traps = [
  aSubsidy(),
  aSubsidy({
    nomBeneficiaire: '=HYPERLINK("http://mal")',
    objet: '+33 = piège',
    conditionsVersement: '-50 % puis solde',
  }),
  aSubsidy({ montantCentimes: -120_001, nature: 'nature', part: 0.25, versementFin: null }),
  aSubsidy({
    idBeneficiaire: null,
    rnaBeneficiaire: 'W595012345',
    objet: '@tous ; \'et "autres"\'\nsur deux lignes',
  }),
]

const schemaPath = '../shared/data/scdl/scdl_schema_v2.1.1.json'
if (existsSync(schemaPath)) {
  const schema = parseSchema(readFileSync(schemaPath, 'utf8'))

  test.each([false, true])('the export is valid against the official schema (extended: %s)', (extended) => {
    const file = scdlFile(traps, { extended })
    expect(file).toMatchObject({ rows: traps.length, left: [] })
    expect(faultsOf(file.csv, schema)).toEqual([])
  })

  test('the validator finds what is wrong in the official examples, so that its silence means something', () => {
    const read = (name: string) => readFileSync(`../shared/data/scdl/${name}`, 'utf8')
    // The third row from the end of the valid example has a day that does not exist, which the pattern lets through.
    expect(faultsOf(read('scdl_exemple_valide.csv'), schema)).toEqual([])
    const faults = faultsOf(read('scdl_exemple_invalide_erreurs_cellules.csv'), schema)
    expect(new Set(faults.map(({ column }) => column))).toEqual(
      new Set([
        'idAttribuant',
        'dateConvention',
        'idBeneficiaire',
        'rnaBeneficiaire',
        'montant',
        'nature',
        'datesPeriodeVersement',
        'notificationUE',
        'dispositifAide',
        'pourcentageSubvention',
      ]),
    )
    const columns = faultsOf(read('scdl_exemple_invalide_erreurs_colonnes.csv'), schema)
    expect(columns).toContainEqual({ line: 1, column: 'nomBeneficiaire', fault: 'missing column' })
  })
}

test('what is exported is imported again unchanged, traps included', async () => {
  const { attributions, flags } = await readBack(scdlFile(traps, { extended: false }).csv)
  expect(flags.filter((flag) => flag.code !== 'montant-negatif')).toEqual([])
  expect(attributions).toHaveLength(traps.length)
  for (const [rank, { origine: _, idSubvention: __, statut: ___, annee: ____, ...sent }] of traps.entries())
    expect(attributions[rank]).toMatchObject({
      ...sent,
      objet: sent.objet.replace(/\s+/g, ' '),
      versementFin: sent.versementFin ?? sent.versementDebut,
    })
})

test('no cell that a spreadsheet would run leaves in the file', () => {
  const { csv } = scdlFile(traps, { extended: true })
  expect(csv).toContain(`"'=HYPERLINK(""http://mal"")"`)
  expect(csv).toContain("'+33 = piège")
  expect(csv).toContain(',-1200.01,')
})

test('every whole number of cents is written and read again without losing or inventing one', async () => {
  let seed = 20_261_123
  const next = (): number => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed
  }
  const edges = [0, 1, 9, 10, 99, 100, 101, 2_300_000, 999_999_999_999, -1, -100]
  const amounts = [
    ...edges,
    ...Array.from({ length: 2000 }, () => (next() % 2 ? 1 : -1) * ((next() * 97) % 10_000_000_000)),
  ]
  expect(amounts.every((cents) => Math.round(Number(decimalOf(cents)) * 100) === cents)).toBe(true)
  const { csv } = scdlFile(
    amounts.map((montantCentimes) => aSubsidy({ montantCentimes })),
    { extended: false },
  )
  const { attributions } = await readBack(csv)
  expect(attributions.map((its) => its.montantCentimes)).toEqual(amounts)
  expect(() => decimalOf(0.1)).toThrow(RangeError)
})

test('a subsidy that lacks what the schema demands is left out with its reasons, and nothing is made up', () => {
  const poor = aSubsidy({
    idBeneficiaire: null,
    dateConvention: null,
    objet: 'x'.repeat(257),
    idRae: '123456',
  })
  expect(whyLeftOut(poor).map(({ column }) => column)).toEqual([
    'dateConvention',
    'idBeneficiaire',
    'objet',
    'idRAE',
  ])
  expect(scdlFile([poor], { extended: false })).toMatchObject({ rows: 0 })
  expect(whyLeftOut(aSubsidy({ idAttribuant: '22530001100016' })).map(({ column }) => column)).toEqual([
    'idAttribuant',
  ])
})
