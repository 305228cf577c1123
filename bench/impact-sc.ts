import { availableParallelism } from 'node:os'
import { blockOfArea, studyArea } from '#stats/impact/national/area-study.ts'
import { studyNation } from '#stats/impact/national/national-study.ts'
import { nearestPools } from '#stats/impact/national/nearest-pools.ts'
import { placeboInSpace } from '#stats/impact/placebo-in-space.ts'
import { ridgeAugmentedControl } from '#stats/impact/ridge-augmented.ts'
import { toCloud } from '#stats/impact/simplex-cloud.ts'
import { solveByActiveSet } from '#stats/impact/simplex-min-norm.ts'
import { donorsBefore, type SyntheticBlock } from '#stats/impact/synthetic-block.ts'
import { syntheticControl } from '#stats/impact/synthetic-control.ts'
import { controlEstimator } from '#stats/impact/synthetic-control-fit.ts'
import { blockOf, toSyntheticDesign } from '#stats/impact/synthetic-design.ts'
import { castsOf } from '#stats/impact/synthetic-estimate.ts'
import { fitSynthetic, tuneFor } from '#stats/impact/synthetic-weights.ts'
import { randomStream } from '#stats/numerics/random-stream.ts'
import { prop99Panel, smokingPanel, smokingPredictors } from '#stats/reference/prop99.ts'

/** Times in R 4.2.2 measured on a machine of two cores for the same tasks, in milliseconds; null when not measured. */
type Row = { readonly task: string; readonly ours: number; readonly r: number | null; readonly check: string }

/** Areas of the national run that are really studied; `BENCH_FULL=1` studies the 1,609. */
const NATIONAL_SAMPLE = 40
const NATIONAL_AREAS = 1609
const POOL = 300

/** Synthetic half of the impact library: times beside those of R, results checked against a slower exact path. */
export async function run(): Promise<void> {
  const rows = [...proposition99(), ...predictorRows(), donorsAtScale(35_000), await national()]
  console.log('| tâche | ici (ms) | R (ms) | rapport | contrôle |\n|---|---|---|---|---|')
  for (const { task, ours, r, check } of rows) {
    const ratio = r === null ? '—' : `× ${Math.round(r / ours)}`
    console.log(`| ${task} | ${ours.toPrecision(3)} | ${r ?? '—'} | ${ratio} | ${check} |`)
  }
}

function proposition99(): Row[] {
  const panel = prop99Panel()
  const design = toSyntheticDesign(panel, { leastPre: 2, leastDonors: 2 })
  const cast = castsOf(design)[0]
  if (cast === undefined) throw new Error('No treated unit in Proposition 99')
  const block = blockOf(panel, cast)
  const sdid = timed(() => fitSynthetic(block, { method: 'sdid' }), 400)
  const sc = timed(() => fitSynthetic(block, { method: 'sc' }), 400)
  const estimator = (other: typeof cast) => fitSynthetic(blockOf(panel, other), { method: 'sdid' })
  const placebos = timed(() => placeboInSpace(design, cast.cohort, estimator), 10)
  const draws = timed(() => drawPlacebos(block, 200), 3)
  const asc = timed(() => ridgeAugmentedControl(panel, { inference: 'none' }), 5)
  return [
    {
      task: 'SDID, Proposition 99',
      ours: sdid.ms,
      r: 240,
      check: `écart à l’optimum ${deviation(sdid.value.effect, -15.6053979163286)}`,
    },
    {
      task: 'Contrôle synthétique, Proposition 99',
      ours: sc.ms,
      r: 246,
      check: `écart à l’optimum ${deviation(sc.value.effect, -19.5136297214)}`,
    },
    { task: '38 placebos, SDID', ours: placebos.ms, r: 8664, check: `${placebos.value.length} placebos` },
    {
      task: '200 tirages de l’erreur placebo, SDID',
      ours: draws.ms,
      r: 30_890,
      check: `erreur-type ${draws.value.toFixed(2)} (R : 8,37 à 9,03)`,
    },
    {
      task: 'Contrôle augmenté, pénalité choisie',
      ours: asc.ms,
      r: null,
      check: `certificat ${asc.value.certificate.gap.toExponential(1)}`,
    },
  ]
}

function predictorRows(): Row[] {
  const panel = smokingPanel()
  const model = { predictors: smokingPredictors, fitFrom: 1970, fitTo: 1988 }
  const design = toSyntheticDesign(panel, { leastPre: 2, leastDonors: 2 })
  const cast = castsOf(design)[0]
  if (cast === undefined) throw new Error('No treated unit')
  const { estimator } = controlEstimator(design, model)
  const search = timed(() => estimator(cast), 3)
  const all = timed(() => syntheticControl(panel, model), 1)
  return [
    {
      task: 'Recherche de V, Proposition 99',
      ours: search.ms,
      r: 3375,
      check: `perte ${search.value.loss.toFixed(4)} (R : 3,2091)`,
    },
    {
      task: 'Étude complète à prédicteurs, 38 placebos et vérifications',
      ours: all.ms,
      r: 168_725,
      check: `p = ${all.value.pValue.toFixed(4)} (R : 0,0256)`,
    },
  ]
}

/** One treated area among many. The active set would take minutes here: the duality gap is the check. */
function donorsAtScale(count: number): Row {
  const stream = randomStream(35)
  const periods = 16
  const factors = Array.from({ length: 2 * periods }, () => stream.normal())
  const series = () => {
    const [a, b] = [stream.normal(), stream.normal()]
    return Array.from(
      { length: periods },
      (_, t) => 10 + a * (factors[t] ?? 0) + b * (factors[periods + t] ?? 0) + stream.normal(),
    )
  }
  const matrix = new Float64Array(count * periods)
  for (let i = 0; i < count; i++) matrix.set(series(), i * periods)
  const block: SyntheticBlock = {
    donors: matrix,
    donorCount: count,
    treated: Float64Array.from(series()),
    treatedCount: 1,
    periods,
    pre: 10,
    post: 10,
  }
  const fit = timed(() => fitSynthetic(block, { method: 'sdid' }), 3)
  return {
    task: `SDID, ${count} donneurs`,
    ours: fit.ms,
    r: 39_700,
    check: `saut de dualité ${fit.value.certificate.gap.toExponential(1)}`,
  }
}

/** The 1,609 areas of a national study with local pools; extrapolated from a sample unless asked otherwise. */
async function national(): Promise<Row> {
  const stream = randomStream(1609)
  const periods = 16
  const others = 8000
  const areas = process.env.BENCH_FULL === '1' ? NATIONAL_AREAS : NATIONAL_SAMPLE
  const outcomes = new Float64Array((areas + others) * periods)
  for (let area = 0; area < areas + others; area++) {
    const [level, slope] = [15 + 4 * stream.normal(), 0.1 * stream.normal()]
    for (let t = 0; t < periods; t++) outcomes[area * periods + t] = level + slope * t + stream.normal()
  }
  const matrix = { outcomes, periods, pre: 10, post: 10 }
  const treated = Array.from({ length: areas }, (_, k) => k)
  const candidates = Array.from({ length: others }, (_, k) => areas + k)
  const start = performance.now()
  const pools = nearestPools(matrix, treated, candidates, POOL)
  const workers = Math.min(2, availableParallelism())
  const answers = await studyNation({ matrix, areas: treated, pools, poolSize: POOL }, { workers })
  const measured = performance.now() - start
  const again = studyArea(matrix, { area: 7, pool: pools.subarray(7 * POOL, 8 * POOL) })
  const same = JSON.stringify(again) === JSON.stringify(answers[7])
  const block = blockOfArea(matrix, { area: 3, pool: pools.subarray(3 * POOL, 4 * POOL) })
  const how =
    areas === NATIONAL_AREAS ? 'mesuré' : `extrapolé de ${areas} territoires (${Math.round(measured)} ms)`
  return {
    task: `Étude nationale, 1 609 territoires, ${POOL} donneurs et ${POOL} placebos chacun, ${workers} fils`,
    ours: (measured * NATIONAL_AREAS) / areas,
    r: 230_000_000,
    check: `${how} ; ${same ? 'identique seul' : 'DIFFÈRE SEUL'} ; ${slowPath(block)}`,
  }
}

/** The same unit weights by Wolfe's active set, which never uses the dual: objectives must agree. */
function slowPath(block: SyntheticBlock): string {
  const tuning = tuneFor(block, { method: 'sdid' })
  const ridge = block.pre * tuning.zetaUnits ** 2
  const problem = {
    points: donorsBefore(block),
    target: block.treated.subarray(0, block.pre),
    count: block.donorCount,
    dim: block.pre,
    ridge,
    intercept: true,
  }
  const cloud = toCloud(problem)
  const objective = (weights: Float64Array) => {
    let sum = 0
    for (let t = 0; t < cloud.dim; t++) {
      let gap = 0
      for (let i = 0; i < cloud.count; i++) gap += (weights[i] ?? 0) * (cloud.rows[i * cloud.dim + t] ?? 0)
      sum += gap * gap
    }
    return weights.reduce((total, weight) => total + ridge * weight * weight, sum)
  }
  const slow = objective(solveByActiveSet(cloud, ridge, cloud.count).weights)
  const fast = objective(fitSynthetic(block, tuning).unitWeights)
  return `chemin lent ${deviation(fast, slow)}`
}

function deviation(value: number, reference: number): string {
  return Math.abs(value - reference).toExponential(1)
}

function drawPlacebos(block: SyntheticBlock, reps: number): number {
  const panel = prop99Panel()
  const { method, zetaUnits, zetaTimes, noise } = tuneFor(block, { method: 'sdid' })
  const design = toSyntheticDesign(panel, { leastPre: 2, leastDonors: 2 })
  const stream = randomStream(12_345)
  const cohort = design.cohorts[0]
  if (cohort === undefined) return Number.NaN
  const effects = Array.from({ length: reps }, () => {
    const unit = design.donors[stream.index(design.donors.length)] ?? 0
    const donors = design.donors.filter((other) => other !== unit)
    return fitSynthetic(blockOf(panel, { cohort, treated: [unit], donors }), {
      method,
      zetaUnits,
      zetaTimes,
      noise,
    }).effect
  })
  const mean = effects.reduce((sum, effect) => sum + effect / reps, 0)
  return Math.sqrt(effects.reduce((sum, effect) => sum + (effect - mean) ** 2 / reps, 0))
}

/** Mean time of a task in milliseconds, after one call that is not counted. */
function timed<Value>(task: () => Value, times: number): { ms: number; value: Value } {
  let value = task()
  const start = performance.now()
  for (let k = 0; k < times; k++) value = task()
  return { ms: (performance.now() - start) / times, value }
}
