import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { parseCodeCommune, parseCodeEpci } from './codes.ts'
import {
  communeOf,
  departementReference,
  epciOf,
  epciOfCommune,
  listCommunes,
  listEpcis,
  regionReference,
  searchCommunes,
  searchEpcis,
} from './referentiel.ts'

test('Valenciennes Métropole has its thirty-five communes, with names and populations', () => {
  const epci = epciOf('245901160')
  expect(epci?.type).toBe('CA')
  expect(epci?.members).toHaveLength(35)
  const valenciennes = epci?.members.find(({ code }) => code === '59606')
  expect(valenciennes?.nom).toBe('Valenciennes')
  expect(valenciennes?.population).toBeGreaterThan(40_000)
})

test('there are 1 255 intercommunalities, and every code of the reference has the form its parser asks', () => {
  const all = [...listEpcis()]
  expect(all).toHaveLength(1255)
  expect(all.filter(({ code }) => parseCodeEpci(code) === null)).toEqual([])
  expect([...listCommunes()].filter(({ code }) => parseCodeCommune(code) === null)).toEqual([])
})

test('every member of an intercommunality is a commune of today, and is in one only', () => {
  const members = [...listEpcis()].flatMap((epci) => epci.members.map(({ code }) => code))
  expect(new Set(members).size).toBe(members.length)
  expect(members.filter((code) => communeOf(code) === null)).toEqual([])
})

test('a commune knows its département, its region and its intercommunality', () => {
  expect(communeOf('59606')).toMatchObject({ nom: 'Valenciennes', departement: '59', region: '32' })
  expect(epciOfCommune('59606')?.code).toBe('245901160')
  expect(epciOfCommune('29155')).toBeNull()
  expect(departementReference('59')?.nom).toBe('Nord')
  expect(regionReference('32')?.nom).toBe('Hauts-de-France')
})

test('an unknown code is null, not an error', () => {
  expect(epciOf('000000000')).toBeNull()
  expect(communeOf('01120')).toBeNull()
  expect(departementReference('00')).toBeNull()
})

test('a name is found without its accents, and a code by its beginning', () => {
  expect(searchEpcis('valenciennes metro', 5).map(({ code }) => code)).toEqual(['245901160'])
  expect(searchCommunes('conde escaut', 5).map(({ code }) => code)).toEqual(['59153'])
  expect(searchCommunes('59606', 5).map(({ nom }) => nom)).toEqual(['Valenciennes'])
})

test('the first question is answered in less than 300 ms by a fresh process', () => {
  const script = `
    const { epciOf } = await import('#geo/referentiel.ts')
    const before = performance.now()
    const epci = epciOf('245901160')
    console.log(JSON.stringify({ ms: performance.now() - before, members: epci.members.length }))`
  const times = [1, 2, 3].map(() => {
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
    // as: printed by the script above
    return JSON.parse(run.stdout) as { ms: number; members: number }
  })
  expect(times[0]?.members).toBe(35)
  expect(Math.min(...times.map(({ ms }) => ms))).toBeLessThan(300)
})
