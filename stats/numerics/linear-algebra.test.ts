import { expect, test } from 'vitest'
import { choleskyFactor, choleskyInverse, choleskySolve } from './cholesky.ts'
import { leastSquares } from './least-squares.ts'
import { fitLogit } from './logit.ts'
import { multiply, transpose } from './matrix.ts'
import { randomStream, randomStreams } from './random-stream.ts'
import { semidefiniteFactor, semidefiniteSolve } from './semidefinite.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

/** Condition number about 1e10: the usual trap of linear solvers. */
function hilbert(size: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, k) => 1 / (Math.floor(k / size) + (k % size) + 1))
}

test('a Cholesky factor rebuilds its matrix, solves and inverts', () => {
  const matrix = Float64Array.of(4, 2, 0.6, 2, 5, 1, 0.6, 1, 3)
  const factor = choleskyFactor(matrix, 3)
  if (factor === null) throw new Error('positive definite')
  const rebuilt = multiply(factor, transpose(factor, 3, 3), { rows: 3, inner: 3, cols: 3 })
  rebuilt.forEach((value, k) => {
    expect(value).toBeCloseTo(matrix[k] ?? Number.NaN, 13)
  })
  const solved = choleskySolve(factor, 3, Float64Array.of(1, 2, 3))
  const back = multiply(matrix, solved, { rows: 3, inner: 3, cols: 1 })
  expect([...back].map((value) => Math.round(value * 1e12) / 1e12)).toEqual([1, 2, 3])
  const identity = multiply(matrix, choleskyInverse(factor, 3), { rows: 3, inner: 3, cols: 3 })
  expect(identity[0]).toBeCloseTo(1, 13)
  expect(identity[1]).toBeCloseTo(0, 13)
})

test('a matrix that is not positive definite has no Cholesky factor', () => {
  expect(choleskyFactor(Float64Array.of(1, 2, 2, 1), 2)).toBeNull()
  expect(choleskyFactor(Float64Array.of(1, 1, 1, 1), 2)).toBeNull()
})

test('the semidefinite factor leaves a linked variable out and still solves', () => {
  const found = semidefiniteFactor(Float64Array.of(2, 2, 0, 2, 2, 0, 0, 0, 3), 3)
  expect([...found.kept]).toEqual([1, 0, 1])
  const solved = semidefiniteSolve(found, Float64Array.of(4, 4, 6))
  expect(solved[0]).toBeCloseTo(2, 14)
  expect(solved[1]).toBe(0)
  expect(solved[2]).toBeCloseTo(2, 14)
})

test('least squares keep their accuracy on a nearly linked design, and drop a linked column as lm does', () => {
  const x = hilbert(7)
  const beta = [1, -2, 3, -4, 5, -6, 7]
  const y = Float64Array.from({ length: 7 }, (_, i) =>
    beta.reduce((sum, value, j) => sum + value * (x[i * 7 + j] ?? 0), 0),
  )
  leastSquares(x, y).coefficients.forEach((value, j) => {
    expect(Math.abs(value - (beta[j] ?? 0))).toBeLessThan(1e-6)
  })
  const linked = Float64Array.of(1, 1, 2, 1, 2, 3, 1, 3, 4, 1, 5, 6)
  const fit = leastSquares(linked, Float64Array.of(3, 5, 7, 11))
  expect(fit.kept).toEqual([0, 1])
  expect(fit.coefficients[2]).toBeNaN()
  expect(fit.coefficients[1]).toBeCloseTo(2, 12)
  expect(() => leastSquares(new Float64Array(5), new Float64Array(2))).toThrow(RangeError)
})

test('weights in least squares count rows', () => {
  const fit = leastSquares(Float64Array.of(1, 1, 1), Float64Array.of(1, 2, 6), Float64Array.of(1, 2, 1))
  expect(fit.coefficients[0]).toBeCloseTo(11 / 4, 13)
  expect(fit.crossInverse[0]).toBeCloseTo(1 / 4, 13)
})

test('eigenvectors rebuild the matrix, eigenvalues decrease', () => {
  const matrix = hilbert(5)
  const { values, vectors } = symmetricEigen(matrix, 5)
  expect([...values]).toEqual([...values].sort((a, b) => b - a))
  // Largest eigenvalue of the 5 × 5 Hilbert matrix.
  expect(values[0]).toBeCloseTo(1.567050691098231, 12)
  const scaled = vectors.map((value, k) => value * (values[k % 5] ?? 0))
  const rebuilt = multiply(scaled, transpose(vectors, 5, 5), { rows: 5, inner: 5, cols: 5 })
  rebuilt.forEach((value, k) => {
    expect(value).toBeCloseTo(matrix[k] ?? Number.NaN, 13)
  })
})

test('a logit without covariate is the share of ones, and separated groups have no fit', () => {
  const fit = fitLogit(new Float64Array(4).fill(1), Uint8Array.of(1, 0, 0, 0), null)
  expect(fit?.probabilities[0]).toBeCloseTo(0.25, 14)
  expect(fitLogit(Float64Array.of(1, -1, 1, -2, 1, 1, 1, 2), Uint8Array.of(0, 0, 1, 1), null)).toBeNull()
})

test('the stream of a task depends on the seed and the task, not on how streams are made', () => {
  const walked = randomStreams(42, 5).map((stream) => stream.uniform())
  const direct = Array.from({ length: 5 }, (_, task) => randomStream(42, task).uniform())
  expect(walked).toEqual(direct)
  expect(new Set(walked).size).toBe(5)
  expect(randomStream(43).uniform()).not.toBe(walked[0])
})

test('draws have the moments of their laws', () => {
  const stream = randomStream(7)
  const count = 40_000
  const mean = (draw: () => number): number => {
    let sum = 0
    for (let i = 0; i < count; i++) sum += draw()
    return sum / count
  }
  expect(Math.abs(mean(stream.normal))).toBeLessThan(0.02)
  expect(mean(() => stream.normal() ** 2)).toBeCloseTo(1, 1)
  expect(mean(() => stream.normal() ** 4) / 3).toBeCloseTo(1, 1)
  expect(Math.abs(mean(stream.rademacher))).toBeLessThan(0.02)
  expect(mean(stream.exponential)).toBeCloseTo(1, 1)
  expect(mean(() => stream.index(3))).toBeCloseTo(1, 1)
})
