import { expect, test } from 'vitest'
import { choleskyFactor, choleskySolve } from '../numerics/cholesky.ts'
import { randomStream } from '../numerics/random-stream.ts'
import { fitOnSimplex, type SimplexProblem } from './simplex-least-squares.ts'

type Kind = { readonly count: number; readonly dim: number; readonly seed: number; readonly inside?: boolean }

function randomProblem({ count, dim, seed, inside = false }: Kind): SimplexProblem {
  const stream = randomStream(seed)
  const points = Float64Array.from({ length: count * dim }, () => 100 + 10 * stream.normal())
  const target = new Float64Array(dim)
  for (let t = 0; t < dim; t++) {
    if (!inside) target[t] = 100 + 20 * stream.normal()
    else for (let i = 0; i < count; i++) target[t] = (target[t] ?? 0) + (points[i * dim + t] ?? 0) / count
  }
  return { points, target, count, dim }
}

/** Objective at given weights, computed from the definition. */
function objectiveAt(
  { points, target, count, dim, ridge = 0, intercept }: SimplexProblem,
  weights: Float64Array,
) {
  const gap = Array.from(target, (value, t) => {
    let rest = value
    for (let i = 0; i < count; i++) rest -= (weights[i] ?? 0) * (points[i * dim + t] ?? 0)
    return rest
  })
  const level = intercept === true ? gap.reduce((sum, value) => sum + value / dim, 0) : 0
  const penalty = weights.reduce((sum, weight) => sum + ridge * weight * weight, 0)
  return gap.reduce((sum, value) => sum + (value - level) ** 2, 0) + penalty
}

/** The slow exact path: every possible support, solved by its own equations; the best feasible one wins. */
function bruteForce(problem: SimplexProblem): number {
  const { count, dim, points, target, ridge = 0 } = problem
  const rows = Array.from({ length: count }, (_, i) =>
    Array.from(target, (value, t) => (points[i * dim + t] ?? 0) - value),
  )
  let best = Number.POSITIVE_INFINITY
  for (let mask = 1; mask < 2 ** count; mask++) {
    const support = rows.map((_, i) => i).filter((i) => (mask >> i) & 1)
    const size = support.length
    const gram = new Float64Array(size * size)
    support.forEach((a, i) => {
      support.forEach((b, j) => {
        const product = (rows[a] ?? []).reduce((sum, value, t) => sum + value * (rows[b]?.[t] ?? 0), 0)
        gram[i * size + j] = product + 1e3 + (a === b ? ridge : 0)
      })
    })
    const factor = choleskyFactor(gram, size)
    if (factor === null) continue
    const solution = choleskySolve(factor, size, new Float64Array(size).fill(1))
    const total = solution.reduce((sum, value) => sum + value, 0)
    if (solution.some((value) => value / total < -1e-12)) continue
    const weights = new Float64Array(count)
    support.forEach((unit, i) => {
      weights[unit] = (solution[i] ?? 0) / total
    })
    best = Math.min(best, objectiveAt(problem, weights))
  }
  return best
}

/** Another algorithm altogether: accelerated projected gradient, run very long. */
function projectedGradient(problem: SimplexProblem, steps: number): number {
  const { count, dim, points, ridge = 0 } = problem
  let bound = ridge
  for (let k = 0; k < count * dim; k++) bound += ((points[k] ?? 0) - (problem.target[k % dim] ?? 0)) ** 2
  let weights = new Float64Array(count).fill(1 / count)
  let ahead = Float64Array.from(weights)
  let momentum = 1
  for (let step = 0; step < steps; step++) {
    const residual = Array.from(problem.target, (value, t) => {
      let rest = -value
      for (let i = 0; i < count; i++) rest += (ahead[i] ?? 0) * (points[i * dim + t] ?? 0)
      return rest
    })
    const moved = ahead.map((weight, i) => {
      const slope = residual.reduce(
        (sum, value, t) => sum + value * ((points[i * dim + t] ?? 0) - (problem.target[t] ?? 0)),
        0,
      )
      return weight - (slope + ridge * weight) / bound
    })
    const next = projectBySorting(moved)
    const larger = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2
    ahead = next.map((value, i) => value + ((momentum - 1) / larger) * (value - (weights[i] ?? 0)))
    weights = next
    momentum = larger
  }
  return objectiveAt(problem, weights)
}

function projectBySorting(values: Float64Array): Float64Array<ArrayBuffer> {
  const sorted = Float64Array.from(values).sort().reverse()
  let sum = 0
  let level = 0
  sorted.forEach((value, k) => {
    sum += value
    if (value - (sum - 1) / (k + 1) > 0) level = (sum - 1) / (k + 1)
  })
  return Float64Array.from(values, (value) => Math.max(0, value - level))
}

test('small problems reach the best of all possible supports', () => {
  for (let seed = 0; seed < 40; seed++) {
    for (const ridge of [0, 5, 500]) {
      const problem = { ...randomProblem({ count: 7, dim: 9, seed }), ridge }
      const solution = fitOnSimplex(problem)
      const best = bruteForce(problem)
      expect(solution.certificate.converged).toBe(true)
      expect(Math.abs(solution.objective - best)).toBeLessThanOrEqual(1e-8 * best)
    }
  }
})

test('another algorithm, run long, never finds better', () => {
  for (let seed = 0; seed < 5; seed++) {
    for (const ridge of [0, 1e-6, 50]) {
      const problem = { ...randomProblem({ count: 25, dim: 12, seed: 100 + seed }), ridge }
      const slow = projectedGradient(problem, 4000)
      const exact = fitOnSimplex(problem)
      expect(exact.objective).toBeLessThanOrEqual(slow * (1 + 1e-9))
      expect(slow - exact.objective).toBeLessThan(1e-2 * slow)
    }
  }
})

test('weights are positive, sum to one, and give the objective that is announced', () => {
  for (let seed = 0; seed < 200; seed++) {
    const stream = randomStream(seed, 7)
    const kind = {
      count: 1 + stream.index(50),
      dim: 1 + stream.index(20),
      seed,
      inside: stream.uniform() < 0.4,
    }
    const ridge = [0, 1e-10, 1e-4, 1, 1e4][stream.index(5)] ?? 0
    const problem = { ...randomProblem(kind), ridge, intercept: stream.uniform() < 0.5 }
    const { weights, objective, certificate } = fitOnSimplex(problem)
    expect(certificate.converged).toBe(true)
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0)
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12)
    expect(Math.abs(objective - objectiveAt(problem, weights))).toBeLessThan(1e-6 + 1e-9 * objective)
  }
})

test('the order of the donors does not matter, even when the optimum is not unique', () => {
  for (const inside of [false, true]) {
    const problem = randomProblem({ count: 30, dim: 6, seed: 3, inside })
    const reversed = new Float64Array(problem.points.length)
    for (let i = 0; i < 30; i++) reversed.set(problem.points.subarray(i * 6, i * 6 + 6), (29 - i) * 6)
    const straight = fitOnSimplex(problem)
    const backwards = fitOnSimplex({ ...problem, points: reversed })
    expect(straight.unique).toBe(!inside)
    straight.weights.forEach((weight, i) => {
      expect(backwards.weights[29 - i]).toBeCloseTo(weight, 8)
    })
  }
})

test('scaling everything by 1e12 or 1e-6 leaves the weights unchanged', () => {
  const problem = { ...randomProblem({ count: 30, dim: 12, seed: 11 }), ridge: 40 }
  const { weights } = fitOnSimplex(problem)
  for (const factor of [1e-6, 1e12]) {
    const scaled = fitOnSimplex({
      ...problem,
      points: problem.points.map((value) => value * factor),
      target: problem.target.map((value) => value * factor),
      ridge: 40 * factor * factor,
    })
    scaled.weights.forEach((weight, i) => {
      expect(weight).toBeCloseTo(weights[i] ?? 0, 9)
    })
  }
})

test('a donor that gets no weight can be added or removed without changing anything', () => {
  const problem = randomProblem({ count: 12, dim: 15, seed: 5 })
  const { weights } = fitOnSimplex(problem)
  const useless = weights.indexOf(0)
  expect(useless).toBeGreaterThanOrEqual(0)
  const kept = Array.from({ length: 12 }, (_, i) => i).filter((i) => i !== useless)
  const fewer = fitOnSimplex({
    ...problem,
    count: 11,
    points: Float64Array.from(kept.flatMap((i) => [...problem.points.subarray(i * 15, i * 15 + 15)])),
  })
  kept.forEach((i, place) => {
    expect(fewer.weights[place]).toBeCloseTo(weights[i] ?? 0, 12)
  })
})

test('twin donors share the weight equally and the answer says that it is not unique', () => {
  const points = Float64Array.of(0, 0, 0, 0, 4, 1)
  const solution = fitOnSimplex({ points, target: Float64Array.of(1, 1), count: 3, dim: 2 })
  expect(solution.unique).toBe(false)
  expect(solution.weights[0]).toBeCloseTo(solution.weights[1] ?? 0, 6)
})

test('an intercept absorbs a constant shift of the target', () => {
  const problem = { ...randomProblem({ count: 10, dim: 14, seed: 8 }), intercept: true }
  const shifted = fitOnSimplex({ ...problem, target: problem.target.map((value) => value + 1000) })
  const plain = fitOnSimplex(problem)
  shifted.weights.forEach((weight, i) => {
    expect(weight).toBeCloseTo(plain.weights[i] ?? 0, 9)
  })
  expect(shifted.intercept - plain.intercept).toBeCloseTo(1000, 6)
})

test('35,000 donors are certified', () => {
  const stream = randomStream(1)
  const count = 35_000
  const dim = 10
  const points = Float64Array.from({ length: count * dim }, () => 10 + stream.normal())
  const target = Float64Array.from({ length: dim }, () => 10 + 2 * stream.normal())
  for (const ridge of [0, 20]) {
    expect(fitOnSimplex({ points, target, count, dim, ridge }).certificate.converged).toBe(true)
  }
})

test('a single donor takes everything', () => {
  expect([
    ...fitOnSimplex({ points: Float64Array.of(3, 4), target: Float64Array.of(1, 1), count: 1, dim: 2 })
      .weights,
  ]).toEqual([1])
})

test('missing cells, shapes that disagree and negative ridges are refused', () => {
  const target = Float64Array.of(1, 1)
  expect(() => fitOnSimplex({ points: Float64Array.of(1, Number.NaN), target, count: 1, dim: 2 })).toThrow(
    RangeError,
  )
  expect(() => fitOnSimplex({ points: Float64Array.of(1), target, count: 1, dim: 2 })).toThrow(RangeError)
  expect(() => fitOnSimplex({ points: new Float64Array(0), target, count: 0, dim: 2 })).toThrow(RangeError)
  expect(() => fitOnSimplex({ points: Float64Array.of(1, 1), target, count: 1, dim: 2, ridge: -1 })).toThrow(
    RangeError,
  )
})
