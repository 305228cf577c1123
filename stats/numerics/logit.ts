import { choleskyFactor, choleskySolve } from './cholesky.ts'

/** A logistic regression at its maximum of likelihood. */
export type LogitFit = {
  /** P(d = 1 | x), one a row. */
  readonly probabilities: Float64Array
  /** Cholesky factor of Σ w p (1 − p) x xᵀ at the optimum. */
  readonly informationFactor: Float64Array
  readonly iterations: number
}

/**
 * Logistic regression by Newton's method: maximises Σ wᵢ [dᵢ log pᵢ + (1 − dᵢ) log(1 − pᵢ)], pᵢ = 1 / (1 + e^(−xᵢβ)).
 * @param x n × p, row-major, the first column being 1; columns of comparable scale converge faster
 * @param d n values, 0 or 1
 * @param weights n non-negative weights, or null
 * @returns null when the groups are separated or the columns are linked: no finite maximum
 */
export function fitLogit(x: Float64Array, d: Uint8Array, weights: Float64Array | null): LogitFit | null {
  const rows = d.length
  const cols = x.length / rows
  const beta = startingPoint(d, weights, cols)
  const work = {
    probabilities: new Float64Array(rows),
    score: new Float64Array(cols),
    information: new Float64Array(cols * cols),
  }
  for (let iteration = 1; iteration <= 60; iteration++) {
    accumulate(x, d, weights, { ...work, beta })
    const factor = choleskyFactor(work.information, cols)
    if (factor === null) return null
    const step = choleskySolve(factor, cols, work.score)
    let change = 0
    for (let j = 0; j < cols; j++) {
      beta[j] = (beta[j] ?? 0) + (step[j] ?? 0)
      change = Math.max(change, Math.abs(step[j] ?? 0) / (1 + Math.abs(beta[j] ?? 0)))
    }
    if (!(change < 1e3)) return null
    if (change < 1e-11) {
      accumulate(x, d, weights, { ...work, beta })
      const last = choleskyFactor(work.information, cols)
      return last && { probabilities: work.probabilities, informationFactor: last, iterations: iteration }
    }
  }
  return null
}

function startingPoint(d: Uint8Array, weights: Float64Array | null, cols: number): Float64Array {
  let ones = 0
  let total = 0
  for (let i = 0; i < d.length; i++) {
    const weight = weights === null ? 1 : (weights[i] ?? 0)
    total += weight
    if (d[i] === 1) ones += weight
  }
  const beta = new Float64Array(cols)
  beta[0] = Math.log(ones / (total - ones))
  return beta
}

type LogitWork = {
  readonly beta: Float64Array
  readonly probabilities: Float64Array
  readonly score: Float64Array
  readonly information: Float64Array
}

/** Probabilities, gradient and information matrix (lower triangle) at `beta`, in one pass. */
function accumulate(x: Float64Array, d: Uint8Array, weights: Float64Array | null, work: LogitWork): void {
  const { beta, probabilities, score, information } = work
  const cols = beta.length
  score.fill(0)
  information.fill(0)
  for (let i = 0; i < d.length; i++) {
    const base = i * cols
    let linear = 0
    for (let j = 0; j < cols; j++) linear += (x[base + j] ?? 0) * (beta[j] ?? 0)
    const p = 1 / (1 + Math.exp(-linear))
    probabilities[i] = p
    const weight = weights === null ? 1 : (weights[i] ?? 0)
    const residual = weight * ((d[i] ?? 0) - p)
    const variance = weight * p * (1 - p)
    for (let a = 0; a < cols; a++) {
      const xa = x[base + a] ?? 0
      score[a] = (score[a] ?? 0) + residual * xa
      const scaled = variance * xa
      for (let b = 0; b <= a; b++) {
        const at = a * cols + b
        information[at] = (information[at] ?? 0) + scaled * (x[base + b] ?? 0)
      }
    }
  }
}
