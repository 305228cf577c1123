import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, expect, test } from 'vitest'
import { openTables } from '#app/lib/tables/index.ts'
import { mapHeaders } from './attribution-headers.ts'
import { findHeaderIn, readAttributions } from './attributions-reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'subventions-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const fixtures = 'data/sources/subventions/fixtures'

async function readFile(path: string, comma: 'decimale' | 'milliers' | null = null) {
  const opened = await openTables(path)
  try {
    const [table] = opened.tables
    const header = table && (await findHeaderIn(table))
    if (!header) throw new Error('This file is not a list of subsidies.')
    return await readAttributions(table, header, { comma })
  } finally {
    await opened.close()
  }
}

async function readText(text: string) {
  const path = join(folder, 'fichier.csv')
  writeFileSync(path, text)
  return readFile(path)
}

type Read = Awaited<ReturnType<typeof readFile>>
const codesAt = (read: Read, line: number | null) =>
  read.flags.filter((flag) => flag.line === line).map((flag) => flag.code)
const refusals = (read: Read) => read.flags.filter((flag) => flag.code.startsWith('refus-'))

test('a CP1252 file under a false BOM: amounts, dates and numbers as people write them', async () => {
  const read = await readFile(`${fixtures}/scdl-cp1252.csv`)
  expect(read.lignesLues).toBe(4)
  expect(read.attributions).toMatchObject([
    {
      ligne: 2,
      objet: "Chantier d'été deuxième session",
      montantCentimes: 1_250_050,
      dateConvention: '2018-04-14',
      idBeneficiaire: '38033590100027',
      versementDebut: '2018-04-20',
      versementFin: '2018-12-31',
      nature: 'numeraire',
      notificationUe: false,
      part: 1,
    },
    {
      nomBeneficiaire: 'Œuvre d’exemple',
      montantCentimes: -120_000,
      dateConvention: '2018-04-14',
      part: 0.5,
    },
    { montantCentimes: 150_000, dateConvention: null, annee: 2018, idBeneficiaire: null, part: 0.8 },
  ])
  expect(read.attributions[2]?.idBeneficiaireBrut).toBe('75273724700000.0')
  expect(codesAt(read, 4)).toContain('montant-negatif')
  expect(codesAt(read, 5)).toEqual(
    expect.arrayContaining(['siret-chiffres-perdus', 'date-incomplete', 'part-en-pourcent']),
  )
  expect(refusals(read)).toMatchObject([{ line: 6, column: 'montant', code: 'refus-montant' }])
  expect(codesAt(read, null)).toContain('lignes-vides')
})

test('titles above, a total below, amounts in two columns, an aid in kind without value', async () => {
  const read = await readFile(`${fixtures}/local-tabulations.tsv`)
  expect(read.attributions).toMatchObject([
    { nomBeneficiaire: 'ASSOCIATION UN', montantCentimes: 125_050, annee: 2019 },
    { nomBeneficiaire: 'ASSOCIATION DEUX', montantCentimes: null, nature: 'nature' },
  ])
  expect(refusals(read).map(({ line, code }) => [line, code])).toEqual([
    [6, 'refus-montant'],
    [7, 'refus-total'],
    [8, 'refus-gabarit'],
  ])
  expect(read.lignesLues).toBe(read.attributions.length + refusals(read).length)
})

test('a comma before three digits makes thousands, and the person may say the contrary', async () => {
  const read = await readFile(`${fixtures}/local-virgules.csv`)
  expect(read.attributions.map((its) => its.montantCentimes)).toEqual([150_000, 20_000, 2_500_000])
  expect(read.attributions.map((its) => its.dateConvention)).toEqual([
    '2018-12-19',
    '2018-12-19',
    '2018-12-19',
  ])
  expect(read.attributions.map((its) => its.idBeneficiaire)).toEqual([
    '81223113200026',
    '81223113200026',
    null,
  ])
  expect(read.flags).toContainEqual(
    expect.objectContaining({ code: 'virgule-milliers', column: 'Accordé', count: 2 }),
  )
  const decimal = await readFile(`${fixtures}/local-virgules.csv`, 'decimale')
  expect(decimal.attributions.map((its) => its.montantCentimes)).toEqual([150, 20_000, 2500])
})

test('a workbook: serials are days, groups stand above the headers, template texts say nothing', async () => {
  const path = join(folder, 'classeur.xlsx')
  const rows = [
    ['Autorité', null, 'Bénéficiaire', null, 'Subvention', null],
    ['Nom de l’attributaire', 'SIRET de l’attributaire', 'Nom', 'SIRET', 'Montant', 'Date de la convention'],
    ['Département', '22100005200011', 'Association', 81_223_113_200_026, '50\u00a0000 euros', 43_055],
    ['Département', 'Ne rien indiquer', 'Autre', null, 12.345, 'Solde en 2018'],
  ]
  writeFileSync(path, await writeXlsx({ sheets: [{ name: 'Feuille', rows }] }))
  const read = await readFile(path)
  expect(read.attributions).toMatchObject([
    {
      nomAttribuant: 'Département',
      idAttribuant: '22100005200011',
      idBeneficiaire: '81223113200026',
      montantCentimes: 5_000_000,
      dateConvention: '2017-11-16',
    },
    { idAttribuant: null, montantCentimes: 1235, dateConvention: null, dateConventionBrute: 'Solde en 2018' },
  ])
  expect(codesAt(read, 4)).toEqual(['date-illisible'])
})

test('a social-security number is never kept, raw text included', async () => {
  const read = await readText(
    'nomBeneficiaire;siret ou nir;montant;objet\nUne personne;185057800608436;500;aide\n',
  )
  expect(read.attributions).toMatchObject([{ idBeneficiaire: null, idBeneficiaireBrut: '' }])
  expect(codesAt(read, 2)).toContain('siret-nir-possible')
})

test('headers of a file whose accents are lost or read twice are still understood', () => {
  const lost = mapHeaders([
    'Nom du b\ufffdn\ufffdficiaire',
    'R\ufffdf\ufffdrence de la d\ufffdcision',
    'Montant accord\ufffd',
  ])
  expect([...lost.at.keys()].sort()).toEqual(['montant', 'nomBeneficiaire', 'referenceDecision'])
  const twice = mapHeaders(['Nom du bÃ©nÃ©ficiaire', 'RÃ©fÃ©rence de la dÃ©cision', 'Montant accordÃ©'])
  expect([...twice.at.keys()].sort()).toEqual(['montant', 'nomBeneficiaire', 'referenceDecision'])
})

test('« attributaire » is the authority beside a beneficiary, and the beneficiary beside an authority', () => {
  const authority = mapHeaders(['Nom de l’attributaire', 'Nom du bénéficiaire', 'Montant'])
  expect(authority.at.get('nomAttribuant')).toBe(0)
  const receiver = mapHeaders(['COLL_NOM', 'ATTRIB_NOM', 'N° SIRET attributaire', 'SUB_MONTANT'])
  expect(receiver.at.get('nomBeneficiaire')).toBe(1)
  expect(receiver.at.get('idBeneficiaire')).toBe(2)
})

test('what is asked is never taken for what is given', () => {
  const { at } = mapHeaders(['Association', 'Montant demandé', 'Montant accordé', 'Objet'])
  expect(at.get('montant')).toBe(2)
  expect(at.get('montantDemande')).toBe(1)
})

test('a row of total is refused, an association that begins with the word is not', async () => {
  const head = 'nomBeneficiaire;idBeneficiaire;montant;objet\n'
  const read = await readText(
    `${head}Total Danse;81223113200026;100;Gala\nB;;50;Fête\nTOTAL GENERAL;;150;\n;;150;\n`,
  )
  expect(read.attributions.map((its) => its.nomBeneficiaire)).toEqual(['Total Danse', 'B'])
  expect(refusals(read).map(({ line, code }) => [line, code])).toEqual([
    [4, 'refus-total'],
    [5, 'refus-total'],
  ])
})
