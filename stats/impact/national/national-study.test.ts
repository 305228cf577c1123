import { expect, test } from 'vitest'
import { randomStream } from '../../numerics/random-stream.ts'
import { type NationalMatrix, studyArea } from './area-study.ts'
import { studyNation } from './national-study.ts'
import { nearestPools } from './nearest-pools.ts'

const AREAS = 160
const TREATED = Array.from({ length: 12 }, (_, k) => k)
const OTHERS = Array.from({ length: AREAS - 12 }, (_, k) => k + 12)

function nation(): NationalMatrix {
  const stream = randomStream(21)
  const outcomes = new Float64Array(AREAS * 16)
  for (let area = 0; area < AREAS; area++) {
    const level = 20 + 5 * stream.normal()
    for (let t = 0; t < 16; t++) outcomes[area * 16 + t] = level + 0.3 * t + stream.normal()
  }
  return { outcomes, periods: 16, pre: 10, post: 10 }
}

function study() {
  const matrix = nation()
  return { matrix, areas: TREATED, pools: nearestPools(matrix, TREATED, OTHERS, 40), poolSize: 40 }
}

test('the number of workers never changes a result, to the last bit', async () => {
  const alone = await studyNation(study())
  for (const workers of [1, 2, 3]) expect(await studyNation(study(), { workers })).toEqual(alone)
})

test('an area studied alone has the answer it has among the others', async () => {
  const all = study()
  const answers = await studyNation(all)
  const pool = all.pools.subarray(5 * 40, 6 * 40)
  expect(studyArea(all.matrix, { area: 5, pool })).toEqual(answers[5])
  expect(answers.every(({ converged, placebos }) => converged && placebos === 40)).toBe(true)
})

test('progress reaches the total, and cancelling stops the work with its reason', async () => {
  const seen: number[] = []
  await studyNation(study(), { workers: 2, onProgress: (done) => seen.push(done) })
  expect(seen.at(-1)).toBe(12)
  for (const workers of [0, 2]) {
    const controller = new AbortController()
    const run = studyNation(study(), {
      workers,
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('arrêté')),
    })
    await expect(run).rejects.toThrow('arrêté')
  }
})

test('pools hold the nearest areas before treatment, and what happens after does not count', () => {
  const matrix = nation()
  const pools = nearestPools(matrix, TREATED, OTHERS, 40)
  const shaken = Float64Array.from(matrix.outcomes, (value, k) => (k % 16 >= 10 ? value * 3 : value))
  expect(nearestPools({ ...matrix, outcomes: shaken }, TREATED, OTHERS, 40)).toEqual(pools)
  const distance = (area: number, other: number) => {
    let sum = 0
    for (let t = 0; t < 10; t++)
      sum += ((matrix.outcomes[area * 16 + t] ?? 0) - (matrix.outcomes[other * 16 + t] ?? 0)) ** 2
    return sum
  }
  const pool = new Set(pools.subarray(0, 40))
  const farthest = Math.max(...[...pool].map((other) => distance(0, other)))
  expect(OTHERS.filter((other) => !pool.has(other)).every((other) => distance(0, other) >= farthest)).toBe(
    true,
  )
})

test('a missing cell and an area in its own pool are errors, in threads too', async () => {
  const all = study()
  const holed = { ...all, matrix: { ...all.matrix, outcomes: all.matrix.outcomes.with(3, Number.NaN) } }
  await expect(studyNation(holed)).rejects.toThrow(RangeError)
  await expect(studyNation(holed, { workers: 2 })).rejects.toThrow(RangeError)
  await expect(studyNation({ ...all, areas: all.areas.map(() => all.pools[0] ?? 0) })).rejects.toThrow(
    /own pool/,
  )
})
