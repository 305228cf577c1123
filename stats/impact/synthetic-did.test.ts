import { expect, test } from 'vitest'
import { numberAt, prop99Columns, prop99Panel, prop99Rows, readReferenceJson } from '../reference/prop99.ts'
import { buildPanel, type PanelRow } from './panel.ts'
import { syntheticControl } from './synthetic-control.ts'
import { type SyntheticDidOptions, syntheticDid } from './synthetic-did.ts'

const exact = readReferenceJson('exact_qp_prop99.json')
const reference = readReferenceJson('synthdid_prop99.json')
const rowsAbout = (row: PanelRow) => ({
  value: Number(row.PacksPerCapita),
  isTreated: row.State === 'California',
  isPost: Number(row.Year) >= 1989,
})

test('Proposition 99 at the exact optimum: effect, unit weights and time weights', () => {
  const result = syntheticDid(prop99Panel())
  expect(result.estimate).toBeCloseTo(numberAt(exact, 'sdid', 'tau'), 9)
  for (const [name, weight] of Object.entries(result.weights.units)) {
    expect(weight).toBeCloseTo(numberAt(exact, 'sdid', 'omega', name), 9)
  }
  for (const [year, weight] of Object.entries(result.weights.times)) {
    expect(weight).toBeCloseTo(numberAt(exact, 'sdid', 'lambda', year), 9)
  }
  expect(result.certificate.converged).toBe(true)
  expect(result.certificate.gap).toBeLessThan(1e-10)
})

test('Proposition 99 where the reference package stops: its own figures, and a certificate that says so', () => {
  const sdid = syntheticDid(prop99Panel(), { stopping: 'reference', inference: 'none' })
  expect(sdid.estimate).toBeCloseTo(numberAt(reference, 'results', 'sdid', 'tau'), 9)
  expect(sdid.certificate.converged).toBe(false)
  const sc = syntheticDid(prop99Panel(), { stopping: 'reference', weighting: 'sc', inference: 'none' })
  expect(sc.estimate).toBeCloseTo(numberAt(reference, 'results', 'sc', 'tau'), 9)
  const difp = syntheticDid(prop99Panel(), { stopping: 'reference', weighting: 'difp', inference: 'none' })
  expect(difp.estimate).toBeCloseTo(numberAt(reference, 'results', 'difp', 'tau'), 9)
})

test('demeaned synthetic control and plain differences on Proposition 99', () => {
  const difp = syntheticDid(prop99Panel(), { weighting: 'difp', inference: 'none' })
  expect(difp.estimate).toBeCloseTo(numberAt(exact, 'difp', 'tau'), 6)
  const did = syntheticDid(prop99Panel(), { weighting: 'did', inference: 'none' })
  expect(did.estimate).toBeCloseTo(numberAt(reference, 'results', 'did', 'tau'), 9)
})

test('each control placed in turn as treated gives the placebos of the exact programme, and p = 2/39', () => {
  const result = syntheticDid(prop99Panel())
  expect(result.pValue).toBeCloseTo(2 / 39, 12)
  const placebos: unknown = result.details?.placebos
  expect(Array.isArray(placebos) && placebos.length).toBe(38)
  if (!Array.isArray(placebos)) return
  for (const { unit, effect } of placebos) {
    expect(effect).toBeCloseTo(numberAt(exact, 'placebo', 'sdid_tau', unit), 8)
  }
  expect(result.se).toBeCloseTo(numberAt(reference, 'results', 'sdid', 'placebo_sd'), 2)
})

const estimateAfter = (change: (row: PanelRow) => number, options: SyntheticDidOptions = {}) =>
  syntheticDid(
    prop99Panel((row) => ({ ...row, PacksPerCapita: change(row) })),
    { inference: 'none', ...options },
  )

test('a shock common to all units in a year changes nothing, once the penalty is held', () => {
  // The published penalty is scaled by the standard deviation of changes, which a common shock widens.
  const held = { zetaUnits: 10, zetaTimes: 1e-5 }
  const plain = estimateAfter((row) => rowsAbout(row).value, held)
  const shocked = estimateAfter((row) => rowsAbout(row).value + 30 * Math.sin(Number(row.Year)), held)
  expect(shocked.estimate).toBeCloseTo(plain.estimate, 7)
})

test('a trend common to all units changes nothing', () => {
  const plain = syntheticDid(prop99Panel()).estimate
  const tilted = estimateAfter((row) => rowsAbout(row).value + 3 * Number(row.Year))
  expect(tilted.estimate).toBeCloseTo(plain, 7)
})

test('a permanent difference between units changes nothing', () => {
  const plain = syntheticDid(prop99Panel()).estimate
  const shifted = estimateAfter((row) => rowsAbout(row).value + 50 * String(row.State).length)
  expect(shifted.estimate).toBeCloseTo(plain, 8)
})

test('multiplying outcomes multiplies effect and error and leaves weights unchanged, from 1e-6 to 1e12', () => {
  const plain = syntheticDid(prop99Panel())
  for (const factor of [1e-6, 1e6, 1e12]) {
    const scaled = estimateAfter((row) => rowsAbout(row).value * factor, { inference: 'placebo' })
    expect(scaled.estimate / factor).toBeCloseTo(plain.estimate, 8)
    expect(scaled.se / factor).toBeCloseTo(plain.se, 8)
    for (const [name, weight] of Object.entries(plain.weights.units)) {
      expect(scaled.weights.units[name]).toBeCloseTo(weight, 9)
    }
  }
})

test('adding a constant to one of the four blocks moves the effect by exactly that constant, with its sign', () => {
  const plain = syntheticDid(prop99Panel()).estimate
  const moved = (isTreated: boolean, isPost: boolean) =>
    estimateAfter((row) => {
      const about = rowsAbout(row)
      return about.value + (about.isTreated === isTreated && about.isPost === isPost ? 7 : 0)
    }).estimate - plain
  expect(moved(true, true)).toBeCloseTo(7, 8)
  expect(moved(true, false)).toBeCloseTo(-7, 8)
  expect(moved(false, false)).toBeCloseTo(7, 8)
  expect(moved(false, true)).toBeCloseTo(-7, 8)
})

test('order of the rows, names of the units and order of the columns do not matter', () => {
  const plain = syntheticDid(prop99Panel())
  const rows = prop99Rows()
    .map(({ State, Year, PacksPerCapita, treated }) => ({
      treated,
      PacksPerCapita,
      Year,
      State: `zone ${State}`,
    }))
    .reverse()
  const other = syntheticDid(buildPanel(rows, prop99Columns))
  expect(other.estimate).toBeCloseTo(plain.estimate, 9)
  expect(other.se).toBeCloseTo(plain.se, 9)
  expect(other.weights.units['zone Nevada']).toBeCloseTo(plain.weights.units.Nevada ?? 0, 9)
})

/** A panel with known effects: `cohorts` gives the first treated period of each treated unit. */
function madePanel(cohorts: readonly number[], effect: number, controls = 20) {
  const rows: PanelRow[] = []
  for (let unit = 0; unit < controls + cohorts.length; unit++) {
    const first = cohorts[unit - controls] ?? 0
    for (let time = 1; time <= 12; time++) {
      const noise = Math.sin(7 * unit + 3 * time * (1 + (unit % 5)))
      const outcome = unit + 0.5 * time + noise + (first > 0 && time >= first ? effect : 0)
      rows.push({ unit: `u${unit}`, time, outcome, first })
    }
  }
  return buildPanel(rows, { unit: 'unit', time: 'time', outcome: 'outcome', firstTreated: 'first' })
}

test('several dates of treatment: one estimate a date, averaged by treated unit-periods', () => {
  const result = syntheticDid(madePanel([7, 7, 9], 5), { reps: 30 })
  const cohorts = result.effects.filter(({ type }) => type === 'cohorte')
  expect(cohorts.map(({ group }) => group)).toEqual([7, 9])
  expect(cohorts[0]?.weight).toBeCloseTo(12 / 16, 12)
  const mean = cohorts.reduce((sum, { weight = 0, estimate }) => sum + weight * estimate, 0)
  expect(result.estimate).toBeCloseTo(mean, 12)
  expect(Math.abs(result.estimate - 5)).toBeLessThan(0.6)
  expect(result.se).toBeGreaterThan(0)
})

test('placebo, bootstrap and jackknife errors are of the same order, and the seed alone decides the draws', () => {
  const panel = madePanel([7, 7, 7, 7, 7, 7], 2)
  const errors = (['placebo', 'bootstrap', 'jackknife'] as const).map(
    (inference) => syntheticDid(panel, { inference, reps: 60, seed: 4 }).se,
  )
  expect(Math.max(...errors) / Math.min(...errors)).toBeLessThan(3)
  expect(syntheticDid(panel, { reps: 60, seed: 4 }).se).toBe(errors[0])
  expect(syntheticDid(panel, { reps: 60, seed: 5 }).se).not.toBe(errors[0])
})

test('with one treated unit the jackknife and the bootstrap do not exist: said, never a number', () => {
  for (const inference of ['jackknife', 'bootstrap'] as const) {
    const result = syntheticDid(prop99Panel(), { inference })
    expect(result.se).toBeNaN()
    expect(result.warnings.map(({ code }) => code)).toContain('erreur-type-indefinie')
  }
})

test('periods of anticipation serve neither the fit nor the effect', () => {
  const panel = madePanel([8], 4)
  const result = syntheticDid(panel, { anticipation: 2, inference: 'none' })
  expect(Object.keys(result.weights.times)).toEqual(['1', '2', '3', '4', '5'])
  const spoiled = buildPanel(
    panel.units.flatMap((unit, u) =>
      panel.times.map((time, t) => ({
        unit,
        time,
        first: panel.firstTreated[u] ?? 0,
        outcome: (panel.outcome[u * panel.times.length + t] ?? 0) + (time === 7 ? 100 * u : 0),
      })),
    ),
    { unit: 'unit', time: 'time', outcome: 'outcome', firstTreated: 'first' },
  )
  expect(syntheticDid(spoiled, { anticipation: 2, inference: 'none' }).estimate).toBeCloseTo(
    result.estimate,
    9,
  )
})

test('degenerate designs are refused by name', () => {
  const rows = prop99Rows()
  const codeOf = (changed: readonly PanelRow[]) => {
    try {
      syntheticDid(buildPanel(changed, prop99Columns))
      return 'no refusal'
    } catch (error) {
      return error instanceof Error && 'code' in error ? error.code : error
    }
  }
  expect(codeOf(rows.filter((row) => row.State !== 'Utah' || row.Year !== '1975'))).toBe(
    'cellules-manquantes',
  )
  expect(codeOf(rows.map((row) => ({ ...row, PacksPerCapita: 4 })))).toBe('mesure-constante')
  expect(codeOf(rows.map((row) => ({ ...row, treated: row.State === 'California' ? 1 : 0 })))).toBe(
    'traitement-avant-la-premiere-periode',
  )
  expect(codeOf(rows.filter((row) => Number(row.Year) >= 1988))).toBe('periodes-insuffisantes')
  expect(codeOf(rows.map((row) => ({ ...row, treated: Number(row.Year) >= 1989 ? 1 : 0 })))).toBe(
    'aucune-unite-de-comparaison',
  )
  expect(codeOf(rows.filter((row) => row.State === 'California' || row.State === 'Utah'))).toBe(
    'donneurs-insuffisants',
  )
  expect(codeOf([...rows, ...rows.slice(0, 1)])).toBe('cellule-en-double')
  expect(codeOf(rows.map((row) => (row.State === 'California' ? row : { ...row, PacksPerCapita: 10 })))).toBe(
    'mesure-constante',
  )
  expect(
    codeOf(
      rows.map((row) => ({ ...row, treated: row.State === 'California' && row.Year === '1990' ? 1 : 0 })),
    ),
  ).toBe('traitement-interrompu')
})

test('the same panel in synthetic control: adding a shock to all units changes nothing', () => {
  const plain = syntheticControl(prop99Panel(), { inference: 'none' }).estimate
  const shocked = syntheticControl(
    prop99Panel((row) => ({
      ...row,
      PacksPerCapita: Number(row.PacksPerCapita) + 30 * Math.sin(Number(row.Year)),
    })),
    { inference: 'none' },
  ).estimate
  expect(shocked).toBeCloseTo(plain, 7)
})

test('what a covariate explains is taken away, estimated on untreated cells only', () => {
  const rows = Array.from({ length: 25 }, (_, unit) =>
    Array.from({ length: 12 }, (_, t) => {
      const x = Math.cos(2.3 * unit + 1.7 * t) + (unit === 0 && t >= 8 ? 3 : 0)
      const y = unit + 0.4 * t + 2 * x + 0.1 * Math.sin(5 * unit + 3 * t) + (unit === 0 && t >= 8 ? 5 : 0)
      return { unit: `u${unit}`, time: t, x, y, treated: unit === 0 && t >= 8 ? 1 : 0 }
    }),
  ).flat()
  const columns = { unit: 'unit', time: 'time', outcome: 'y', treated: 'treated', covariates: ['x'] }
  const panel = buildPanel(rows, columns)
  const adjusted = syntheticDid(panel, { covariates: ['x'], inference: 'none' })
  expect(adjusted.estimate).toBeCloseTo(5, 0)
  expect(syntheticDid(panel, { inference: 'none' }).estimate).toBeGreaterThan(8)
  expect(adjusted.details?.covariates).toEqual({ x: expect.closeTo(2, 1) })
  const holed = buildPanel(
    rows.map((row, k) => (k === 30 ? { ...row, x: '' } : row)),
    columns,
  )
  expect(() => syntheticDid(holed, { covariates: ['x'] })).toThrow(/« x » n’a pas de valeur pour u2 en 6/)
})
