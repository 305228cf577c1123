import { afterAll, beforeAll, expect, test } from 'vitest'
import { Refusal } from '#app/lib/errors.ts'
import { compileDerived, getDerived } from './formules.server.ts'
import { findIndicateur } from './indicateurs.ts'
import { aLac, type TestLac } from './lac.factory.ts'
import { type Lecteur, openLecteur } from './lecture.server.ts'
import { getValeur, parsePlace } from './valeur.server.ts'
import { listValeurs } from './valeurs-liste.server.ts'

let store: TestLac
let lecteur: Lecteur

// Two communes of the Ain became Valserhône (01033) on 1 January 2019, with a third; figures drawn for the test.
const AVANT = `Évolution et structure de la population
Géographie au 01/01/2018

CODGEO;P15_POP;P15_POP75P
01033;11000;1000
01091;900;90
01205;3500;s
01004;14000;1400
59606;43405;4000
`
const MOUVEMENTS = `MOD,DATE_EFF,TYPECOM_AV,COM_AV,TNCC_AV,NCC_AV,NCCENR_AV,LIBELLE_AV,TYPECOM_AP,COM_AP,TNCC_AP,NCC_AP,NCCENR_AP,LIBELLE_AP
32,2019-01-01,COM,01033,0,B,B,Bellegarde-sur-Valserine,COM,01033,0,V,V,Valserhône
32,2019-01-01,COM,01091,0,C,C,Châtillon-en-Michaille,COM,01033,0,V,V,Valserhône
32,2019-01-01,COM,01205,0,L,L,Lancrans,COM,01033,0,V,V,Valserhône
`

beforeAll(async () => {
  store = aLac()
  await store.take('base-cc-evol-struct-pop-2015.csv', AVANT)
  await store.take('v_mvtcommune_2023.csv', MOUVEMENTS)
  await store.take('cc_filosofi_2021_COM.csv', 'CODGEO;MED21;TP6021\n59606;20250;25,0\n59019;24790;s\n')
  lecteur = await openLecteur(store.lac)
})
afterAll(() => {
  lecteur.close()
  store.remove()
})

test('a commune born of a merger adds up the counts of the communes it was made of', async () => {
  const valeur = await getValeur(lecteur, { indicateur: 'POP_TOTAL', lieu: parsePlace('commune:01033') })
  expect(valeur).toMatchObject({ value: 15400, origin: 'agrege', geographie: '2018' })
  const other = await getValeur(lecteur, { indicateur: 'POP_TOTAL', lieu: parsePlace('commune:01004') })
  expect(other).toMatchObject({ value: 14000, origin: 'publie' })
})

test('a merger with one secret commune has no rate, and says why', async () => {
  const valeur = await getValeur(lecteur, { indicateur: 'P75_SHARE', lieu: parsePlace('commune:01033') })
  expect(valeur).toMatchObject({ value: null, status: 'secret' })
  expect(valeur.reason).toContain('1 secret')
})

test('the raw variable of a file answers as it is written there, merger or not', async () => {
  const raw = await getValeur(lecteur, {
    indicateur: 'base_cc_evol_struct_pop/P15_POP',
    lieu: parsePlace('commune:01033'),
  })
  expect(raw.value).toBe(11000)
})

test('a perimeter adds up its communes, and is refused when one of them is secret or absent', async () => {
  const lieu = { niveau: 'perimetre' as const, code: 'p' }
  const two = await getValeur(lecteur, { indicateur: 'POP_TOTAL', lieu, members: ['01004', '59606'] })
  expect(two).toMatchObject({ value: 57405, origin: 'agrege' })
  const share = await getValeur(lecteur, { indicateur: 'P75_SHARE', lieu, members: ['01004', '59606'] })
  expect(share.value).toBeCloseTo((100 * 5400) / 57405, 9)
  const hole = await getValeur(lecteur, { indicateur: 'POP_TOTAL', lieu, members: ['01004', '59019'] })
  expect(hole).toMatchObject({ value: null, status: 'indisponible' })
  const median = getValeur(lecteur, { indicateur: 'MEDIAN_INC', lieu, members: ['59606', '59019'] })
  await expect(median).rejects.toThrow('ne s’additionne pas')
})

test('a formula carries units and states: a rate of a secret is secret, a sum of euros and persons is refused', async () => {
  const density = compileDerived('pourcent(POP_TOTAL ; POP_TOTAL)')
  const lieu = parsePlace('commune:59606')
  expect(await getDerived(lecteur, density, { lieu })).toMatchObject({ value: 100, status: 'normal' })
  const double = compileDerived('POV60 * 2')
  const secret = await getDerived(lecteur, double, { lieu: parsePlace('commune:59019') })
  expect(secret).toMatchObject({ value: null, status: 'secret' })
  expect(secret.reason).toContain('POV60 (secret)')
  expect(() => compileDerived('POP_TOTAL + MEDIAN_INC')).toThrow(Refusal)
  expect(() => compileDerived('POP_TOTAL@epci - POP_TOTAL')).toThrow('deviner des valeurs secrètes')
})

test('a comparator that nothing publishes leaves the gap empty with its reason', async () => {
  const gap = compileDerived('ecart(POV60 ; POV60@epci)')
  const valeur = await getDerived(lecteur, gap, { lieu: parsePlace('commune:59606') })
  expect(valeur).toMatchObject({ value: null, status: 'indisponible' })
})

test('many indicators at many places are read at once, each with every period', async () => {
  const indicateurs = ['POP_TOTAL', 'POV60', 'MEDIAN_INC'].flatMap((id) => findIndicateur(id) ?? [])
  const valeurs = await listValeurs(lecteur, { indicateurs, niveau: 'commune', codes: ['59606', '59019'] })
  expect(valeurs.map((one) => [one.indicateur, one.lieu.code, one.periode, one.value])).toEqual([
    ['POP_TOTAL', '59606', '2015', 43405],
    ['POV60', '59606', '2021', 25],
    ['POV60', '59019', '2021', null],
    ['MEDIAN_INC', '59606', '2021', 20250],
    ['MEDIAN_INC', '59019', '2021', 24790],
  ])
})
