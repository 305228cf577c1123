import { expect, test } from 'vitest'
import { prop99Panel } from '#stats/reference/prop99.ts'
import { readMpdta, readReferenceJson, readReferenceRows } from '#stats/reference/read-reference.ts'
import { baconDecomposition } from './bacon-decomposition.ts'
import { callawaySantAnna } from './callaway-santanna.ts'
import { twoByTwo } from './did/two-by-two.ts'
import { differenceInDifferences } from './difference-in-differences.ts'
import { eventStudy } from './event-study.ts'
import { buildPanel, type Panel, type PanelRow } from './panel.ts'
import { PanelProblem } from './panel-problem.ts'
import type { ImpactResult } from './result.ts'

const mpdta = readMpdta()
const columns = { unit: 'unit', time: 'time', outcome: 'y', firstTreated: 'first' }

function smallRows(): PanelRow[] {
  return readReferenceRows('small-panel-balanced.csv')
}

const methods: ReadonlyArray<readonly [string, (panel: Panel) => ImpactResult]> = [
  ['did', (panel) => differenceInDifferences(panel)],
  ['event', (panel) => eventStudy(panel)],
  ['cs', (panel) => callawaySantAnna(panel)],
  ['bacon', (panel) => baconDecomposition(panel)],
]

/** The numbers that must not depend on names, order or scale. */
function numbersOf(result: ImpactResult): number[] {
  const byPlace = [...result.effects].sort((a, b) => placeOf(a).localeCompare(placeOf(b)))
  return [result.estimate, result.se, ...byPlace.flatMap((effect) => [effect.estimate, effect.se])]
}

function placeOf(effect: ImpactResult['effects'][number]): string {
  return [effect.type, effect.group, effect.controlGroup, effect.time, effect.eventTime].join('/')
}

function expectSame(ours: readonly number[], theirs: readonly number[], tolerance = 1e-9): void {
  expect(ours.length).toBe(theirs.length)
  ours.forEach((value, k) => {
    const other = theirs[k] ?? Number.NaN
    if (Number.isNaN(other)) expect(value).toBeNaN()
    else expect(Math.abs(value - other)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(other)))
  })
}

test('two-way fixed effects on mpdta equal fixest, standard error included', () => {
  const result = differenceInDifferences(mpdta)
  expect(result.estimate).toBeCloseTo(-0.03654894, 8)
  expect(result.se).toBeCloseTo(0.01326516, 8)
  expect(result.interval.low).toBeLessThan(result.estimate)
  expect(result.warnings.map((warning) => warning.code)).toContain('dates-multiples')
})

test('Goodman-Bacon weights sum to 1 and their mean is the two-way estimate', () => {
  for (const panel of [mpdta, buildPanel(smallRows(), columns)]) {
    const result = baconDecomposition(panel)
    expect(result.effects.reduce((sum, part) => sum + (part.weight ?? 0), 0)).toBeCloseTo(1, 12)
    expect(result.estimate).toBeCloseTo(differenceInDifferences(panel).estimate, 12)
  }
  const r = readReferenceJson<{ balancedTwfe: { estimate: number } }>('regressions.json')
  expect(baconDecomposition(buildPanel(smallRows(), columns)).estimate).toBeCloseTo(
    r.balancedTwfe.estimate,
    12,
  )
})

test('Goodman-Bacon holds with units treated from the start', () => {
  const rows = smallRows().map((row) => (row.unit === 'u14' ? { ...row, first: '1990' } : row))
  const panel = buildPanel(rows, columns)
  const result = baconDecomposition(panel)
  expect(result.effects.some((part) => part.type === 'Later vs Always Treated')).toBe(true)
  expect(result.estimate).toBeCloseTo(differenceInDifferences(panel).estimate, 12)
})

test('Sun-Abraham over mpdta is the simple Callaway-Sant’Anna effect', () => {
  const crossCheck = eventStudy(mpdta).details?.sunAbraham
  expect(crossCheck).toMatchObject({ overall: { estimate: expect.closeTo(-0.03995127515518, 10) } })
})

test('the event study equals R with explicit dummies, at times with gaps', () => {
  const r = readReferenceJson<{ event: Record<string, number> }>('regressions.json').event
  const result = eventStudy(buildPanel(readReferenceRows('small-panel.csv'), columns))
  const at = (time: number) => result.effects.find((effect) => effect.eventTime === time)?.estimate
  expect(at(-5)).toBeCloseTo(r.em5 ?? Number.NaN, 10)
  expect(at(-3)).toBeCloseTo(r.em3 ?? Number.NaN, 10)
  expect(at(-2)).toBe(0)
  expect(at(0)).toBeCloseTo(r.ep0 ?? Number.NaN, 10)
  expect(at(4)).toBeCloseTo(r.ep4 ?? Number.NaN, 10)
})

test('the bootstrap of Callaway-Sant’Anna is near the analytic error and repeats with its seed', () => {
  const draw = (seed: number) => callawaySantAnna(mpdta, { inference: 'bootstrap', reps: 4000, seed })
  const result = draw(1)
  expect(result.estimate).toBeCloseTo(-0.03995127515518, 10)
  expect(result.se / 0.01203401).toBeGreaterThan(0.93)
  expect(result.se / 0.01203401).toBeLessThan(1.07)
  // did 2.3.0, 25 000 draws: 2.6643.
  expect(Math.abs(Number(result.details?.criticalValue) - 2.6643)).toBeLessThan(0.08)
  expect(draw(1)).toEqual(result)
  expect(draw(2).se).not.toBe(result.se)
})

test.each(methods)('renaming units and shuffling rows change nothing: %s', (_, run) => {
  const renamed = smallRows()
    .map((row) => ({ ...row, unit: `ville ${String(row.unit).split('').reverse().join('')}` }))
    .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
  expectSame(numbersOf(run(buildPanel(renamed, columns))), numbersOf(run(buildPanel(smallRows(), columns))))
})

test.each(methods)('unit effects and period effects change nothing: %s', (_, run) => {
  const moved = smallRows().map((row) => {
    const shift = Number(String(row.unit).slice(1)) * 3 + (Number(row.time) - 2004) ** 2
    return { ...row, y: Number(row.y) + shift }
  })
  expectSame(
    numbersOf(run(buildPanel(moved, columns))),
    numbersOf(run(buildPanel(smallRows(), columns))),
    1e-8,
  )
})

test.each(methods)(
  'estimates and errors follow the scale of the outcome, from 1e-6 to 1e12: %s',
  (_, run) => {
    const base = numbersOf(run(buildPanel(smallRows(), columns)))
    for (const scale of [1e-6, 1e6, 1e12]) {
      const scaled = buildPanel(
        smallRows().map((row) => ({ ...row, y: Number(row.y) * scale })),
        columns,
      )
      expectSame(
        numbersOf(run(scaled)).map((value) => value / scale),
        base,
      )
    }
  },
)

test.each(methods)(
  'adding c to every treated cell adds c to the estimate and leaves its error: %s',
  (_, run) => {
    const base = run(buildPanel(smallRows(), columns))
    const moved = run(
      buildPanel(
        smallRows().map((row) => ({ ...row, y: Number(row.y) + (row.d === '1' ? 7 : 0) })),
        columns,
      ),
    )
    expect(moved.estimate - base.estimate).toBeCloseTo(7, 9)
    if (Number.isNaN(base.se)) expect(moved.se).toBeNaN()
    else expect(moved.se).toBeCloseTo(base.se, 9)
  },
)

test('one treated unit: an estimate and its rank among placebos, never an analytic p-value', () => {
  const rows = smallRows().filter((row) => row.first === '' || row.unit === 'u01')
  const panel = buildPanel(rows, columns)
  for (const [, run] of methods.slice(0, 3)) {
    const result = run(panel)
    expect(result.estimate).not.toBeNaN()
    expect([result.se, result.pValue, result.interval.low]).toEqual([Number.NaN, Number.NaN, Number.NaN])
    expect(result.warnings.map((warning) => warning.code)).toContain('traites-trop-peu')
  }
  const ranked = differenceInDifferences(panel, { inference: 'placebo' })
  expect((ranked.pValue * 8) % 1).toBeCloseTo(0, 12)
  expect(ranked.warnings.map((warning) => warning.code)).toContain('p-plancher')
  expect(differenceInDifferences(panel, { inference: 'placebo', seed: 99 })).toEqual(ranked)
})

test('resampling errors are of the order of the analytic one', () => {
  const analytic = differenceInDifferences(mpdta).se
  for (const inference of ['bootstrap', 'jackknife', 'placebo'] as const) {
    const { se } = differenceInDifferences(mpdta, { inference, reps: 150 })
    expect(se / analytic).toBeGreaterThan(0.7)
    expect(se / analytic).toBeLessThan(1.4)
  }
})

function codeOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof PanelProblem) return error.code
    throw error
  }
  return 'accepted'
}

test('designs that identify nothing are refused by name', () => {
  const everyone = buildPanel(
    smallRows().map((row) => ({ ...row, first: '2007' })),
    columns,
  )
  const fromStart = buildPanel(
    smallRows().map((row) => ({ ...row, first: row.first === '' ? '' : '2004' })),
    columns,
  )
  const incomplete = buildPanel(readReferenceRows('small-panel.csv'), columns)
  expect(codeOf(() => differenceInDifferences(everyone))).toBe('aucune-unite-de-comparaison')
  expect(codeOf(() => eventStudy(everyone))).toBe('aucune-unite-de-comparaison')
  expect(codeOf(() => callawaySantAnna(everyone))).toBe('aucune-unite-de-comparaison')
  expect(codeOf(() => differenceInDifferences(fromStart))).toBe('traitement-avant-la-premiere-periode')
  expect(codeOf(() => eventStudy(fromStart))).toBe('traitement-avant-la-premiere-periode')
  expect(codeOf(() => callawaySantAnna(fromStart))).toBe('traitement-avant-la-premiere-periode')
  expect(codeOf(() => baconDecomposition(incomplete))).toBe('cellules-manquantes')
  expect(codeOf(() => differenceInDifferences(mpdta, { covariates: ['pauvrete'] }))).toBe('colonne-inconnue')
  expect(codeOf(() => callawaySantAnna(mpdta, { anticipation: -1 }))).toBe('option-invalide')
  expect(codeOf(() => callawaySantAnna(mpdta, { covariates: ['lpop', 'lpop'] }))).toBe('calcul-impossible')
})

test('without a never-treated unit the last cohort is the comparison, until its treatment', () => {
  const rows = smallRows().filter((row) => row.first !== '')
  const panel = buildPanel(rows, columns)
  expect(codeOf(() => callawaySantAnna(panel))).toBe('aucune-unite-de-comparaison')
  const result = callawaySantAnna(panel, { control: 'notyet' })
  const cells = result.effects.filter((effect) => effect.type === 'attgt')
  expect(cells.map((effect) => [effect.group, effect.time])).toEqual([
    [2006, 2006],
    [2006, 2007],
  ])
  expect(result.n.periods).toBe(3)
})

test('units treated from the start and incomplete units are dropped by name, not silently', () => {
  const rows = smallRows()
    .map((row) => (row.unit === 'u14' ? { ...row, first: '1990' } : row))
    .filter((row) => row.unit !== 'u13' || row.time !== '2007')
  const result = callawaySantAnna(buildPanel(rows, columns))
  expect(result.n.units).toBe(12)
  expect(result.warnings.map((warning) => warning.code)).toEqual(
    expect.arrayContaining(['unites-deja-traitees', 'unites-incompletes']),
  )
})

test('clusters above the unit level enter every error', () => {
  const panel = buildPanel(smallRows(), { ...columns, cluster: 'cluster' })
  const alone = buildPanel(smallRows(), columns)
  for (const [name, run] of methods.slice(0, 3)) {
    expect(run(panel).estimate, name).toBe(run(alone).estimate)
    expect(run(panel).se, name).not.toBe(run(alone).se)
  }
})

test('Proposition 99: the DiD effect and its rank among the 38 other states are those published', () => {
  const result = differenceInDifferences(prop99Panel(), { inference: 'placebo' })
  expect(result.estimate).toBeCloseTo(-27.349111, 6)
  expect(result.pValue).toBeCloseTo(4 / 39, 12)
})

test('two groups and one date: the 2×2 difference of changes is the two-way estimate', () => {
  const rows = smallRows().filter((row) => row.first !== '2006')
  const panel = buildPanel(rows, columns)
  const simple = twoByTwo(panel)
  expect(simple.estimate).toBeCloseTo(differenceInDifferences(panel).estimate, 12)
  // Welch's test on the changes of the units, R: t.test(change ~ treated).
  const r = readReferenceJson<{ twoByTwo: { estimate: number; low: number; high: number; p: number } }>(
    'regressions.json',
  ).twoByTwo
  expect(simple.estimate).toBeCloseTo(r.estimate, 12)
  expect(simple.interval.low).toBeCloseTo(r.low, 10)
  expect(simple.interval.high).toBeCloseTo(r.high, 10)
  expect(simple.pValue).toBeCloseTo(r.p, 10)
  expect(codeOf(() => twoByTwo(buildPanel(smallRows(), columns)))).toBe('option-invalide')
})

test('two units and two periods: an estimate alone, with what it cannot show', () => {
  const rows = smallRows().filter(
    (row) => ['u01', 'u09'].includes(String(row.unit)) && Number(row.time) < 2007,
  )
  const panel = buildPanel(rows, columns)
  for (const [name, run] of methods) {
    const result = run(panel)
    expect(result.estimate, name).toBeCloseTo(differenceInDifferences(panel).estimate, 12)
    expect(result.se, name).toBeNaN()
  }
})

test('comparison units without any outcome are refused by name', () => {
  const rows = smallRows().map((row) => (row.first === '2006' ? row : { ...row, y: '' }))
  const panel = buildPanel(rows, columns)
  for (const [name, run] of methods.slice(0, 3))
    expect(
      codeOf(() => run(panel)),
      name,
    ).toBe('aucune-unite-de-comparaison')
})

test('clusters that mix treated and comparison units still give an interval', () => {
  const rows = smallRows().map((row) => ({ ...row, bloc: Number(String(row.unit).slice(1)) % 4 }))
  const { interval, se } = callawaySantAnna(buildPanel(rows, { ...columns, cluster: 'bloc' }))
  expect(interval.high - interval.low).toBeGreaterThan(2 * 3.18 * se)
})

test('months written in decimals share their times since treatment', () => {
  const rows = Array.from({ length: 12 * 20 }, (_, k) => {
    const unit = Math.floor(k / 20)
    const time = 2004 + (k % 20) / 12
    const first = [2004 + 6 / 12, 2005 + 1 / 12][unit % 4]
    return { unit, time: String(time), first: first === undefined ? '' : String(first), y: Math.sin(k * k) }
  })
  const result = eventStudy(buildPanel(rows, columns))
  expect(result.effects.length).toBe(13 + 13 + 1)
})

test('an event study that is not identified says which effects it had to fix', () => {
  const everTreated = smallRows().filter((row) => row.first !== '')
  const codes = eventStudy(buildPanel(everTreated, columns)).warnings.map((warning) => warning.code)
  expect(codes).toEqual(expect.arrayContaining(['reference-double', 'effets-non-identifies']))
  expect(eventStudy(mpdta).warnings.map((warning) => warning.code)).not.toContain('effets-non-identifies')
})

test('over two periods the wild bootstrap of the event study is that of the two-way estimate', () => {
  const times = smallRows().map(({ time }) => Number(time))
  const last = Math.max(...times)
  const two = smallRows()
    .filter(({ time }) => Number(time) === Math.min(...times) || Number(time) === last)
    .map((row) => ({ ...row, first: Number(row.first) > 0 && Number(row.first) <= last ? last : '' }))
  const panel = buildPanel(two, columns)
  const wild = { inference: 'wild', reps: 199, seed: 4 } as const
  const [event, did] = [eventStudy(panel, wild), differenceInDifferences(panel, wild)]
  expectSame(
    [event.estimate, event.pValue, event.interval.low, event.interval.high],
    [did.estimate, did.pValue, did.interval.low, did.interval.high],
  )
})

test('on mpdta the wild bootstrap of the mean effect agrees with its analytic error', () => {
  const analytic = eventStudy(mpdta)
  const wild = eventStudy(mpdta, { inference: 'wild', reps: 199 })
  expect(wild.estimate).toBe(analytic.estimate)
  expect(wild.interval.low).toBeGreaterThan(analytic.interval.low - 0.5 * analytic.se)
  expect(wild.interval.low).toBeLessThan(analytic.interval.low + 0.5 * analytic.se)
  expect(wild.pValue).toBeLessThan(0.02)
})
