import { writeXlsx } from 'hucre/xlsx'
import { afterAll, expect, test } from 'vitest'
import { aLac } from './lac.factory.ts'

const lac = aLac()
afterAll(() => lac.remove())

test('a small number hidden behind its threshold is a secret, never a number nor an unknown text', async () => {
  const csv =
    'DTREFFRE;NOMCOM;NUMCOM;NB_Allocataires\n2022-12-31;ANZIN;59014;3 250\n2022-12-31;ARTRES;59019;<5\n2022-12-31;X;59027;moins de 5\n'
  expect(await lac.take('caf.csv', csv)).toMatchObject({ format: 'caf', byStatus: { normal: 1, secret: 2 } })
  expect(await lac.valeur('caf/NB_Allocataires', 'commune:59019')).toMatchObject({
    value: null,
    status: 'secret',
  })
})

test.each([
  ['31/12/2022', '2022-12-31', '2022'],
  ['2023T4', '2023-T4', '2023'],
  ['2023-12', '2023-12', '2023'],
])('a date written %s is the period %s, found by its year', async (text, periode, year) => {
  const csv = `Date;Code commune;Demandeurs d'emploi\n${text};59014;45\n${text};59019;50\n`
  await lac.take(`dares-${periode}.csv`, csv)
  expect(await lac.valeur("demandeurs_emploi/Demandeurs d'emploi", 'commune:59014', periode)).toMatchObject({
    periode,
  })
  expect(await lac.valeur("demandeurs_emploi/Demandeurs d'emploi", 'commune:59014', year)).toMatchObject({
    value: 45,
  })
})

test('rows that name their region, department and commune are about the commune; the category is the measure', async () => {
  const csv = `Mois;Code région;Code département;Code commune;Catégorie;Sexe;Nombre de demandeurs d'emploi
2024-12;32;59;59014;ABC;Total;1500
2024-12;32;59;59014;ABC;Femmes;700
2024-12;32;59;59606;ABC;Total;4250
2024-12;32;59;59606;A;Total;3000
`
  expect(await lac.take('defm.csv', csv)).toMatchObject({ level: 'commune', rowsRead: 4, observations: 4 })
  expect(await lac.valeur('JS_ABC', 'commune:59606', '2024')).toMatchObject({
    value: 4250,
    periode: '2024-12',
  })
  expect(await lac.valeur('demandeurs_emploi/a', 'commune:59606', '2024')).toMatchObject({ value: 3000 })
})

test('headings dated by a day are one measure at several dates, of quartiers too', async () => {
  const csv =
    'Code QPV;Quartier;DEFM ABC au 31/12/2023;DEFM ABC au 31 décembre 2022\nQN05921M;Rives;1205;1250\nQN05930M;Dutemple;c;990\n'
  expect(await lac.take('qpv.csv', csv)).toMatchObject({ byStatus: { normal: 3, secret: 1 } })
  expect(await lac.valeur('qpv_indicateurs/DEFM ABC', 'qpv:QN05921M')).toMatchObject({
    value: 1205,
    periode: '2023-12-31',
  })
  expect(await lac.valeur('qpv_indicateurs/DEFM ABC', 'qpv:QN05930M', '2022')).toMatchObject({ value: 990 })
})

test('what is measured may be written in each row', async () => {
  const csv =
    'code_commune;annee;indicateur;valeur\n59606;2021;Allocataires RSA;3200\n59606;2021;Bénéficiaires C2S;7200\n59014;2021;Allocataires RSA;s\n'
  expect(await lac.take('releves.csv', csv)).toMatchObject({ byStatus: { normal: 2, secret: 1 } })
  expect(await lac.valeur('releves/Bénéficiaires C2S', 'commune:59606')).toMatchObject({ value: 7200 })
})

test('facilities are counted by quartier of both generations when the file places them', async () => {
  const csv =
    'AN;DEPCOM;DCIRIS;TYPEQU;QP2015;QP2024\n2023;59606;596060401;D265;CSZ;CSZ\n2023;59606;596060402;D265;QP059030;QN05930M\n2023;59606;596060402;D265;QP059030;QN05930M\n'
  expect(await lac.take('bpe.csv', csv)).toMatchObject({ levels: ['commune', 'iris', 'qpv'] })
  expect(await lac.valeur('bpe/D265', 'qpv:QN05930M')).toMatchObject({ value: 2, geographie: '2024' })
  expect(await lac.valeur('bpe/D265', 'qpv:QP059030')).toMatchObject({ value: 2, geographie: '2015' })
  expect(await lac.valeur('bpe/D265', 'commune:59606')).toMatchObject({ value: 3 })
})

test('legal populations of cantons: the department and the number of the canton are its code', async () => {
  const head = [['Populations légales'], ['Date de référence statistique : 1er janvier 2021'], []]
  const names = [
    'Code département',
    'Code canton',
    'Nom du canton',
    'Population municipale',
    'Population comptée à part',
    'Population totale',
  ]
  const rows = [...head, names, ['59', '31', 'Valenciennes', 80_000, 900, 80_900]]
  const workbook = await writeXlsx({ sheets: [{ name: 'Cantons et métropoles', rows }] })
  expect(await lac.take('ensemble.xlsx', workbook)).toMatchObject({
    format: 'populations-legales',
    level: 'canton',
  })
  expect(await lac.valeur('POP_TOTAL', 'canton:5931')).toMatchObject({ value: 80_000, periode: '2021' })
})

test('the example and instruction rows of a template describe nobody', async () => {
  const names = ['__ignore__', 'id', 'siret', 'nom', 'commune', 'code_insee', 'typologie', 'date_maj']
  const rows = [
    names,
    [true, 'texte libre', '', 'Exemple', 'Lille', '59350', '', ''],
    ['', 's1', '', 'Mission locale', 'Anzin', '59014', 'ML', '2023-04-01'],
  ]
  const workbook = await writeXlsx({ sheets: [{ name: 'Structures', rows }] })
  const report = await lac.take('modele.xlsx', workbook)
  expect(report).toMatchObject({ format: 'data-inclusion', rowsRead: 1, observations: 1 })
  expect(report.flags).toContainEqual(expect.objectContaining({ code: 'lignes-d-exemple' }))
})

test('census bases saved in small letters keep their variables, and IRIS come before their commune', async () => {
  const csv = 'com;iris;libiris;p21_pop;p21_pop0014;p21_popf\n59606;596060401;Centre;2000.5;300;1000\n'
  expect(await lac.take('base.csv', csv)).toMatchObject({
    format: 'base-ic',
    level: 'iris',
    millesime: '2021',
  })
  expect(await lac.valeur('base_ic_evol_struct_pop/P21_POP', 'iris:596060401')).toMatchObject({
    value: 2000.5,
  })
})

test('the year of a workbook of quartiers is that of its source, not of its perimeters', async () => {
  const rows = [
    ['Population des quartiers'],
    ['Géographie des quartiers au 01/01/2024'],
    ['Sources : Insee, Recensement de la population 2021, exploitation principale'],
    ['Code du quartier', 'Nom du quartier', 'Population municipale', 'Part des femmes (%)'],
    ['CODGEO', 'LIBGEO', 'pop_mun', 'tx_f'],
    ['QN05921M', 'Rives', 9500, 51.2],
    ['QN05930M', 'Dutemple', 6100, 'ns'],
  ]
  const workbook = await writeXlsx({ sheets: [{ name: 'QP2024', rows }] })
  expect(await lac.take('x.xlsx', workbook)).toMatchObject({ format: 'qpv-indicateurs', millesime: '2021' })
  expect(await lac.valeur('POP_TOTAL', 'qpv:QN05921M', '2021')).toMatchObject({ value: 9500 })
})

test('an extract of the dossier complet is a base of the census, whatever its columns of incomes', async () => {
  const csv =
    'CODGEO,P21_LOG,P21_RP,TP6021,MED21,RD21\n59606,"23000,5",21000,"25,0",20250,"3,8"\n59019,450,430,s,24790,s\n'
  const report = await lac.take('extrait.csv', csv)
  expect(report).toMatchObject({ millesime: '2021', byStatus: { normal: 8, secret: 2 } })
  expect(report.dataset).toMatch(/^base_cc_/)
})

test('an export of Melodi in words: its headings vary, a secret is in its own column', async () => {
  const csv = `"Géographie";"Type de ménage ";"Tranche d'âge";"Mesure du niveau de vie ";"Période temporelle";"Statut de confidentialité";"Valeur de l'observation"
"CA Communauté Paris-Saclay";"Total";"Total";"Médiane";"2021";"Diffusable";"28370"
"CA Communauté Paris-Saclay";"Homme seul";"Moins de 30 ans";"Médiane";"2021";"Confidentiel (secret statistique)";""
"Orsay";"Total";"Total";"Taux de pauvreté";"2021";"Diffusable";"12,5"
`
  expect(await lac.take('export.csv', csv)).toMatchObject({
    format: 'melodi-csv',
    byStatus: { normal: 2, secret: 1 },
  })
  const homonyms = csv.replace('"Orsay"', '"Massy"')
  expect(await lac.take('homonymes.csv', homonyms)).toMatchObject({ byStatus: { normal: 2, secret: 1 } })
  expect(await lac.valeur('homonymes/Taux de pauvreté', 'commune:91377')).toMatchObject({ value: 12.5 })
})
