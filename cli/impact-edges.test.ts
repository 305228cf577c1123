import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Refusal } from '#app/lib/errors.ts'
import { IMPACT_METHODS, runImpact } from './impact-methods.ts'

type Row = readonly [unit: string, time: number, outcome: number | string, treated: number]

const rows: Row[] = Array.from({ length: 12 }, (_, unit) =>
  Array.from({ length: 14 }, (_, t): Row => {
    const noise = Math.sin(7 * unit + 3 * t * (1 + (unit % 5)))
    return [`U${unit}`, 2005 + t, 10 + unit + t / 3 + noise, unit === 0 && t >= 9 ? 1 : 0]
  }),
).flat()

function panelFile(lines: readonly Row[], separator = ',', mark = ''): string {
  const path = join(mkdtempSync(join(tmpdir(), 'impact-edges-')), 'panel.csv')
  const text = lines.map((row) =>
    row.map((cell) => (separator === ';' ? String(cell).replace('.', ',') : cell)).join(separator),
  )
  writeFileSync(path, `${mark}${['u', 't', 'y', 'd'].join(separator)}\n${text.join('\n')}\n`)
  return path
}

async function outcomeOf(method: (typeof IMPACT_METHODS)[number], panel: string): Promise<string | number> {
  const asked = { method, panel, unit: 'u', time: 't', outcome: 'y', treated: 'd' }
  try {
    return (await runImpact(asked)).estimate
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

const refused: ReadonlyArray<readonly [string, string, Row[]]> = [
  ['a constant outcome', 'mesure-constante', rows.map(([u, t, , d]) => [u, t, 5, d])],
  ['duplicated rows', 'cellule-en-double', [...rows, ...rows]],
  [
    'a treatment that switches off',
    'traitement-interrompu',
    rows.map(([u, t, y]) => [u, t, y, u === 'U0' && t >= 2012 && t <= 2014 ? 1 : 0]),
  ],
  ['nobody treated', 'aucune-unite-traitee', rows.map(([u, t, y]) => [u, t, y, 0])],
  ['a word among the outcomes', 'mesure-non-numerique', [...rows.slice(1), ['U0', 2005, 'abc', 0]]],
]

test.each(refused)('%s: every method refuses by the name %s', async (_, code, lines) => {
  const panel = panelFile(lines)
  for (const method of IMPACT_METHODS)
    expect([method, await outcomeOf(method, panel)]).toEqual([method, code])
})

test('without any figure for the comparison places, nothing but an interrupted series gives a number', async () => {
  const panel = panelFile(rows.map(([u, t, y, d]) => [u, t, u === 'U0' ? y : '', d]))
  for (const method of IMPACT_METHODS.filter((other) => other !== 'its'))
    expect(['aucune-unite-de-comparaison', 'cellules-manquantes']).toContain(await outcomeOf(method, panel))
})

test('a treatment older than the first period is refused by every method', async () => {
  const panel = panelFile(rows.map(([u, t, y]) => [u, t, y, u === 'U0' ? 1 : 0]))
  for (const method of IMPACT_METHODS)
    expect(['traitement-avant-la-premiere-periode', 'option-invalide']).toContain(
      await outcomeOf(method, panel),
    )
})

test('one treated unit and two periods: refused, or a number without error and without verdict', async () => {
  const panel = panelFile(rows.filter(([, t]) => t === 2013 || t === 2014))
  for (const method of IMPACT_METHODS) {
    const asked = { method, panel, unit: 'u', time: 't', outcome: 'y', treated: 'd' }
    const result = await runImpact(asked).catch((error: unknown) => error)
    if (result instanceof Refusal) expect(result.code).toBe('periodes-insuffisantes')
    else expect(result).toMatchObject({ se: Number.NaN, pValue: Number.NaN, verdict: { level: '0' } })
  }
})

test('outcomes times 1e12, semicolons with decimal commas, a byte-order mark: the same effect', async () => {
  const plain = panelFile(rows)
  const scaled = panelFile(rows.map(([u, t, y, d]) => [u, t, Number(y) * 1e12, d]))
  const french = panelFile(rows, ';', '\uFEFF')
  for (const method of IMPACT_METHODS) {
    const effect = Number(await outcomeOf(method, plain))
    expect(Number(await outcomeOf(method, french))).toBeCloseTo(effect, 9)
    expect(Number(await outcomeOf(method, scaled)) / 1e12).toBeCloseTo(effect, 6)
  }
})

test('a treated place with a year missing is refused for that year, not for its dates', async () => {
  const panel = panelFile(rows.map(([u, t, y, d]) => [u, t, u === 'U0' && t === 2010 ? '' : y, d]))
  for (const method of ['cs', 'bacon', 'sc', 'sdid', 'asc', 'its'] as const)
    expect([method, await outcomeOf(method, panel)]).toEqual([method, 'cellules-manquantes'])
})

test('dates instead of years give the same effect, whatever the way they are written', async () => {
  const write = (date: (year: number) => string): string => {
    const path = panelFile(rows)
    const text = readFileSync(path, 'utf8').replace(
      /^(U\d+),(\d+)/gm,
      (_, unit, year) => `${unit},${date(Number(year))}`,
    )
    writeFileSync(path, text)
    return path
  }
  const plain = panelFile(rows)
  const written = [
    write((year) => `${year}-01-01`),
    write((year) => `31/12/${year}`),
    write((year) => `${year < 2017 ? 2010 : 2011}-${String(((year - 2005) % 12) + 1).padStart(2, '0')}`),
  ]
  for (const method of IMPACT_METHODS) {
    const effect = Number(await outcomeOf(method, plain))
    for (const panel of written) expect(Number(await outcomeOf(method, panel))).toBeCloseTo(effect, 9)
  }
})

test('comparison places that were all alike before the start leave the augmented control without extrapolation', async () => {
  const panel = panelFile(rows.map(([u, t, y, d]) => [u, t, t < 2014 ? 3 : y, d]))
  expect(await outcomeOf('asc', panel)).toBe(await outcomeOf('sc', panel))
})

test('figures beyond what squares can hold are refused by name', async () => {
  const panel = panelFile(rows.map(([u, t, y, d]) => [u, t, Number(y) * 1e200, d]))
  for (const method of IMPACT_METHODS)
    expect([method, await outcomeOf(method, panel)]).toEqual([method, 'mesure-non-numerique'])
})

test('figures printed with spaces between thousands are numbers', async () => {
  const spaced = panelFile(
    rows.map(([u, t, y, d]) => [u, t, `1 ${String(Number(y) * 10 + 100).replace('.', ',')}`, d]),
    ';',
  )
  const plain = panelFile(rows.map(([u, t, y, d]) => [u, t, 1000 + Number(y) * 10 + 100, d]))
  expect(Number(await outcomeOf('sdid', spaced))).toBeCloseTo(Number(await outcomeOf('sdid', plain)), 9)
})
