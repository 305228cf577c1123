import { expect, expectTypeOf, test } from 'vitest'
import {
  codeCommune,
  codeEpci,
  communeOfArrondissement,
  communesCountedTwice,
  departementOf,
  isArrondissementMunicipal,
  parseCodeCommune,
  parseCodeDepartement,
  parseCodeEpci,
  parseCodeRegion,
  readCodeCommune,
} from './codes.ts'
import { communeOfIris, isWholeCommune, parseCodeIris } from './iris.ts'
import { describeNiveau, formatLieu, parseLieu } from './lieu.ts'
import {
  type CodeQpv2015,
  type CodeQpv2024,
  departementOfQpv,
  generationOf,
  parseCodeQpv,
  parseCodeQpv2015,
  parseCodeQpv2024,
  perimetreOf,
  refusalToMixGenerations,
  segmentsByGeneration,
} from './qpv.ts'

test('commune codes of the mainland, Corsica and overseas are recognised', () => {
  for (const code of ['59606', '01004', '2A004', '2b033', '97411', '98735', '75056']) {
    expect(parseCodeCommune(code)).toBe(code.toUpperCase())
  }
  for (const text of ['1004', '5960', '596060', '2C001', '00001', '96001', '99100', 'A2004', '']) {
    expect([text, parseCodeCommune(text)]).toEqual([text, null])
  }
})

test('what a spreadsheet broke is repaired and said', () => {
  expect(readCodeCommune(1004)).toEqual({ code: '01004', isRepaired: true })
  expect(readCodeCommune('75012.0')).toEqual({ code: '75012', isRepaired: true })
  expect(readCodeCommune('59606')).toEqual({ code: '59606', isRepaired: false })
  expect(readCodeCommune(404)).toBeNull()
})

test('an intercommunality has a SIREN whose key is right', () => {
  expect(parseCodeEpci('245 901 160')).toBe('245901160')
  expect(parseCodeEpci('245901161')).toBeNull()
  expect(parseCodeEpci('732829320')).toBeNull()
})

test('the département is in the commune code', () => {
  expect(departementOf(codeCommune('59606'))).toBe('59')
  expect(departementOf(codeCommune('2A004'))).toBe('2A')
  expect(departementOf(codeCommune('97411'))).toBe('974')
  expect(parseCodeDepartement('2a')).toBe('2A')
  expect(parseCodeDepartement('20')).toBe('20')
  expect(parseCodeDepartement('1')).toBeNull()
  expect(parseCodeRegion('32')).toBe('32')
})

test('Paris, Lyon and Marseille are not counted twice', () => {
  expect(communeOfArrondissement(codeCommune('75120'))).toBe('75056')
  expect(communeOfArrondissement(codeCommune('69389'))).toBe('69123')
  expect(communeOfArrondissement(codeCommune('13216'))).toBe('13055')
  expect(isArrondissementMunicipal(codeCommune('75056'))).toBe(false)
  expect(communesCountedTwice(['75056', '75101', '69381', '59606'].map(codeCommune))).toEqual(['75056'])
})

test('the three spellings of an IRIS are one code', () => {
  expect(parseCodeIris('596060401')).toBe('596060401')
  expect(parseCodeIris('59606_0401')).toBe('596060401')
  const whole = parseCodeIris('59019')
  expect(whole).toBe('590190000')
  expect(whole && isWholeCommune(whole)).toBe(true)
  expect(whole && communeOfIris(whole)).toBe('59019')
  for (const text of ['5960604', '59606-0401', '596060401x', 'QN05921M'])
    expect(parseCodeIris(text)).toBeNull()
})

test('the two generations of QPV are told apart by their code', () => {
  expect(parseCodeQpv2015('QP059021')).toBe('QP059021')
  expect(parseCodeQpv2024('qn05921m')).toBe('QN05921M')
  expect(parseCodeQpv2015('QN05921M')).toBeNull()
  expect(parseCodeQpv2024('QP059021')).toBeNull()
  for (const text of ['QP59021', 'QN059211', 'QN05921', 'QX059021', '']) expect(parseCodeQpv(text)).toBeNull()
  expectTypeOf<CodeQpv2015>().not.toExtend<CodeQpv2024>()
})

test('a QPV code says its département and what became of its perimeter', () => {
  const codes = ['QP059021', 'QP02A001', 'QP974001', 'QN05992N'].map((text) => parseCodeQpv(text))
  expect(codes.map((code) => code && departementOfQpv(code))).toEqual(['59', '2A', '974', '59'])
  expect(['QN05992N', 'QN05921M', 'QN00105I', 'QN97601C'].map((text) => perimetreOf(qpv2024(text)))).toEqual([
    'nouveau',
    'modifie',
    'inchange',
    'inconnu',
  ])
})

test('a series over two generations is two segments, never one line', () => {
  const points = ['QN05921M', 'QP059021', 'QN05921M'].map((text, index) => ({
    code: qpv(text),
    year: 2024 - index,
  }))
  expect(
    segmentsByGeneration(points).map(({ generation, points: kept }) => [generation, kept.length]),
  ).toEqual([
    [2015, 1],
    [2024, 2],
  ])
  expect(refusalToMixGenerations(points.map(({ code }) => code))).toContain('2015')
  expect(refusalToMixGenerations([qpv('QN05921M'), qpv('QN05920M')])).toBeNull()
  expect(generationOf(qpv('QP059021'))).toBe(2015)
})

test('a place is written and read back', () => {
  for (const text of [
    'commune:59606',
    'iris:596060401',
    'qpv:QN05921M',
    'epci:245901160',
    'departement:59',
    'region:32',
    'france',
  ]) {
    const lieu = parseLieu(text)
    expect(lieu && formatLieu(lieu)).toBe(text)
  }
  for (const text of ['59606', 'commune:QN05921M', 'planete:1', 'france:59', ''])
    expect(parseLieu(text)).toBeNull()
  expect(describeNiveau({ niveau: 'qpv', code: qpv('QP059021') })).toBe('Quartier prioritaire (2015)')
  expect(describeNiveau({ niveau: 'epci', code: codeEpci('245901160') })).toBe('Intercommunalité')
})

function qpv(text: string) {
  const code = parseCodeQpv(text)
  if (code === null) throw new Error(`Not a QPV: ${text}`)
  return code
}

function qpv2024(text: string) {
  const code = parseCodeQpv2024(text)
  if (code === null) throw new Error(`Not a 2024 QPV: ${text}`)
  return code
}
