import { aggregateEffects } from '#stats/impact/did/aggregate-effects.ts'
import { estimateGroupTimeEffects } from '#stats/impact/did/group-time-effects.ts'
import { differenceInDifferences } from '#stats/impact/difference-in-differences.ts'
import type { Panel } from '#stats/impact/panel.ts'
import { randomStream } from '#stats/numerics/random-stream.ts'
import { readMpdta, readReferenceJson } from '#stats/reference/read-reference.ts'

/** Median milliseconds of several calls, after one call to warm the machine up. */
function medianMs(repeats: number, work: () => void): number {
  work()
  const times = Array.from({ length: repeats }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return times.sort((a, b) => a - b)[Math.floor(repeats / 2)] ?? Number.NaN
}

/** Cohorts at four dates, one covariate, an effect of 1: the shape of a national study by commune. */
function aNationalPanel(unitCount: number, timeCount: number): Panel {
  const stream = randomStream(6)
  const outcome = new Float64Array(unitCount * timeCount)
  const covariate = new Float64Array(unitCount * timeCount)
  const dates = [6, 9, 11, 14]
  const firstTreated = Float64Array.from({ length: unitCount }, () => {
    const drawn = stream.index(10)
    return dates[drawn] ?? Number.POSITIVE_INFINITY
  })
  for (let unit = 0; unit < unitCount; unit++) {
    const level = stream.normal()
    for (let t = 0; t < timeCount; t++) {
      const isTreated = t + 1 >= (firstTreated[unit] ?? 0)
      covariate[unit * timeCount + t] = level
      outcome[unit * timeCount + t] = level * (1 + t / 10) + stream.normal() + (isTreated ? 1 : 0)
    }
  }
  return {
    units: Array.from({ length: unitCount }, (_, unit) => String(unit)),
    times: Array.from({ length: timeCount }, (_, t) => t + 1),
    outcome,
    firstTreated,
    covariates: { covariate },
    weights: null,
    cellWeights: null,
    clusters: null,
    clusterNames: [],
  }
}

const AGGREGATIONS = ['simple', 'group', 'dynamic', 'calendar'] as const

function report(label: string, ours: number, target: number, r: number | null): void {
  const ratio = r === null ? '' : ` — R : ${r} ms, rapport ${(r / ours).toFixed(1).replace('.', ',')}`
  const verdict = ours <= target ? 'tenu' : 'NON TENU'
  console.log(`${label} : ${ours.toFixed(1)} ms (objectif ${target} ms, ${verdict})${ratio}`)
}

/** Times of the difference-in-differences half, with R figures of the same machine, and a check of the answer. */
export function run(): void {
  const mpdta = readMpdta()
  const all = (panel: Panel, covariates: readonly string[]): number => {
    const effects = estimateGroupTimeEffects(panel, { covariates })
    return AGGREGATIONS.map((type) => aggregateEffects(effects, type).overall.estimate)[0] ?? Number.NaN
  }
  const reference = readReferenceJson<{ results: Record<string, { simple: { overall_att: number } }> }>(
    'did_mpdta.json',
  )
  const expected = reference.results.dr_nevertreated_lpop?.simple.overall_att ?? Number.NaN
  const difference = Math.abs(all(mpdta, ['lpop']) - expected)
  console.log(`mpdta, doublement robuste : écart à R ${difference.toExponential(1)} (1e-8 demandé)`)
  report(
    'mpdta, effets par cohorte et date, 4 agrégations',
    medianMs(21, () => all(mpdta, ['lpop'])),
    20,
    40,
  )
  report(
    'mpdta, deux effets fixes',
    medianMs(21, () => differenceInDifferences(mpdta)),
    20,
    null,
  )
  const large = aNationalPanel(35_000, 16)
  report(
    '35 000 unités × 16 dates, doublement robuste',
    medianMs(3, () => all(large, ['covariate'])),
    2000,
    9240,
  )
  const twoWay = medianMs(3, () => differenceInDifferences(large, { covariates: ['covariate'] }))
  report('35 000 unités × 16 dates, deux effets fixes', twoWay, 2000, 186)
}

if (import.meta.main) run()
