import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openTables } from '#app/lib/tables/index.ts'
import { findHeaderIn, readAttributions } from './attributions-reading.ts'

const shared = '../shared/data'

/** What each real file gives, counted in it with other tools. The files are not shipped. */
interface Expectation {
  file: string
  read: number
  kept: number
  centimes: number
  /** Lines refused with their reason, or how many for each reason. */
  refused: Record<number | string, string | number>
  /** Beneficiaries whose number is right. */
  identified: number
  /** One row read by eye. */
  row: Record<string, unknown>
}

const expectations: Expectation[] = [
  {
    file: 'subventions/com31117_castelmaurou.csv',
    read: 95,
    kept: 95,
    centimes: 22_863_346,
    refused: {},
    identified: 95,
    row: {
      ligne: 3,
      montantCentimes: 130_866,
      dateConvention: '2018-04-14',
      conditionsVersement: 'Unique',
      versementDebut: '2018-05-07',
    },
  },
  {
    file: 'subventions/com31_roques_haute-garonne.csv',
    read: 69,
    kept: 69,
    centimes: 35_755_885,
    refused: {},
    identified: 68,
    row: { ligne: 35, nomBeneficiaire: '', montantCentimes: 600_000 },
  },
  {
    file: 'subventions/com34172_montpellier.csv',
    read: 1760,
    kept: 1760,
    centimes: 998_173_700,
    refused: {},
    identified: 1731,
    row: {
      ligne: 5,
      montantCentimes: 150_000,
      dateConvention: '2018-12-19',
      referenceDecision: 'V2018-483',
      nature: 'numeraire',
    },
  },
  {
    file: 'subventions/com86194_poitiers_2017.csv',
    read: 562,
    kept: 562,
    centimes: 1_154_835_923,
    refused: {},
    identified: 61,
    row: {
      ligne: 2,
      idBeneficiaire: null,
      idBeneficiaireBrut: '45032466000000.0',
      annee: 2017,
      montantCentimes: 1_000_000,
    },
  },
  {
    file: 'subventions/dep10_aube.xlsx',
    read: 7,
    kept: 7,
    centimes: 258_060_000,
    refused: {},
    identified: 6,
    row: {
      ligne: 7,
      montantCentimes: 146_560_000,
      nature: 'numeraire_et_nature',
      dateConvention: '2017-10-25',
      referenceDecision: '',
      part: 1,
    },
  },
  {
    file: 'subventions/dep17_charente-maritime.xlsx',
    read: 101,
    kept: 101,
    centimes: 1_110_923_326,
    refused: {},
    identified: 101,
    row: {
      ligne: 2,
      versementDebut: '2017-11-07',
      versementFin: '2019-01-21',
      nature: 'numeraire',
      notificationUe: false,
    },
  },
  {
    file: 'subventions/dep53_mayenne_2018.xlsx',
    read: 175,
    kept: 173,
    centimes: 3_037_217_302,
    refused: { 175: 'refus-gabarit', 176: 'refus-gabarit' },
    identified: 152,
    row: {
      ligne: 5,
      dateConvention: '2017-08-28',
      montantCentimes: 3_200_000,
      autres: { dateSoldeVersement: '2018-12-31' },
    },
  },
  {
    file: 'subventions/dep58_nievre_2016.csv',
    read: 97,
    kept: 90,
    centimes: 1_714_071_500,
    refused: { 'refus-montant': 7 },
    identified: 0,
    row: {
      ligne: 2,
      nomAttribuant: 'Département de la Nièvre',
      idAttribuant: '225800010',
      montantCentimes: 1_783_300,
      annee: 2016,
    },
  },
  {
    file: 'subventions/dep72_sarthe_2018.csv',
    read: 1625,
    kept: 1594,
    centimes: 761_664_712,
    refused: { 'refus-hors-subvention': 29, 'refus-montant': 2 },
    identified: 0,
    row: {
      nomBeneficiaire: 'AB PLI ET RETOUCHE',
      montantCentimes: 255_000,
      annee: 2018,
      autres: { CP: '72210', Ville: 'SOULIGNE FLACE' },
    },
  },
  {
    file: 'subventions/dep80_somme_20180302.csv',
    read: 41,
    kept: 41,
    centimes: 320_195_264,
    refused: {},
    identified: 41,
    row: {
      ligne: 2,
      dateConvention: '2017-09-08',
      referenceDecision: '6.2',
      versementFin: '2021-09-07',
      autres: { type: 'investissement' },
    },
  },
  {
    file: 'scdl/etalab_exemple.csv',
    read: 2,
    kept: 2,
    centimes: 2_750_100,
    refused: {},
    identified: 1,
    row: { ligne: 2, nature: 'numeraire_et_nature', part: 0.8, idRae: '12345', versementDebut: '2017-12-14' },
  },
  {
    file: 'scdl/scdl_exemple_valide.csv',
    read: 29,
    kept: 29,
    centimes: 282_139_350,
    refused: {},
    identified: 28,
    row: {
      ligne: 3,
      idBeneficiaire: null,
      rnaBeneficiaire: 'W322216459',
      part: 0.1,
      versementFin: '2017-07-31',
    },
  },
  {
    file: 'scdl/scdl_exemple_invalide_erreurs_cellules.csv',
    read: 29,
    kept: 28,
    centimes: 85_143_610,
    refused: { 10: 'refus-montant' },
    identified: 5,
    row: {
      ligne: 6,
      montantCentimes: 10_000_010,
      notificationUe: false,
      idAttribuant: null,
      idAttribuantBrut: '21860194600000',
    },
  },
  {
    file: 'scdl/scdl_exemple_invalide_erreurs_colonnes.csv',
    read: 29,
    kept: 28,
    centimes: 85_143_610,
    refused: { 10: 'refus-montant' },
    identified: 5,
    row: {
      ligne: 5,
      nomBeneficiaire: 'Pic la poule',
      dateConvention: '2016-12-05',
      rnaBeneficiaire: null,
      rnaBeneficiaireBrut: 'W3222',
    },
  },
]

async function read(file: string) {
  const opened = await openTables(`${shared}/${file}`)
  try {
    const [table] = opened.tables
    const header = table && (await findHeaderIn(table))
    if (!header) throw new Error(`${file} is not a list of subsidies.`)
    return await readAttributions(table, header, { comma: null })
  } finally {
    await opened.close()
  }
}

if (existsSync(shared)) {
  for (const expected of expectations) {
    test(`the real file ${expected.file} gives what was counted in it, every row kept or refused`, async () => {
      const { lignesLues, attributions, flags } = await read(expected.file)
      const refused = flags.filter((flag) => flag.code.startsWith('refus-'))
      expect({ read: lignesLues, kept: attributions.length }).toEqual({
        read: expected.read,
        kept: expected.kept,
      })
      expect(lignesLues).toBe(attributions.length + refused.length)
      expect(attributions.reduce((sum, its) => sum + (its.montantCentimes ?? 0), 0)).toBe(expected.centimes)
      expect(attributions.filter((its) => its.idBeneficiaire !== null)).toHaveLength(expected.identified)
      expect(attributions).toContainEqual(expect.objectContaining(expected.row))
      const byReason = [...Map.groupBy(refused, (flag) => flag.code)].map(([code, its]) => [code, its.length])
      const byLine = refused.map((flag) => [flag.line, flag.code])
      expect([Object.fromEntries(byReason), Object.fromEntries(byLine)]).toContainEqual(expected.refused)
    })
  }
}

test('every expectation about a real file says how many rows it gives', () => {
  for (const { file, read: rows, kept } of expectations) expect(rows, file).toBeGreaterThanOrEqual(kept)
})
