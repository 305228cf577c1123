import { seededRandom } from '../random.ts'

export type SearchEffort = {
  /** Points moving together. */
  readonly population: number
  readonly generations: number
  readonly polishing: number
  readonly seed: number
}

export type SearchAnswer = {
  readonly at: Float64Array
  readonly value: number
  readonly evaluations: number
  /** The last generation still found something better: more effort may help. */
  readonly stillMoving: boolean
}

/**
 * Minimises a rough function over a box [low, 0]^dim: differential evolution, then Nelder-Mead from the best point.
 * For functions with many local minima and corners at infinity, such as the loss of predictor weights on a log scale: only
 * differences between coordinates count there, so every point is shifted to have 0 as its largest coordinate. Random but
 * reproducible; it gives no proof of a global minimum, only that what it returns was evaluated.
 *
 * @see Storn, Price (1997); Becker, Klößner (2018) for its use on synthetic controls
 */
export function searchGlobally(
  loss: (at: Float64Array) => number,
  dim: number,
  low: number,
  effort: SearchEffort,
): SearchAnswer {
  let evaluations = 0
  const count = (at: Float64Array) => {
    evaluations++
    return loss(at)
  }
  const swarm = startSwarm(count, dim, low, effort)
  let stillMoving = false
  for (let generation = 0; generation < effort.generations; generation++) {
    const before = swarm.values[swarm.best] ?? 0
    nextGeneration(swarm, count, low)
    const after = swarm.values[swarm.best] ?? 0
    stillMoving = after < before * (1 - 1e-6)
    if (spread(swarm.values) <= 1e-9 * after) break
  }
  let best = { at: swarm.points[swarm.best] ?? new Float64Array(dim), value: swarm.values[swarm.best] ?? 0 }
  for (const step of [0.7, 0.2]) {
    best = nelderMead((at) => count(intoBox(at, low)), best, step, effort.polishing)
    best = { at: intoBox(best.at, low), value: best.value }
  }
  return { ...best, evaluations, stillMoving }
}

type Swarm = {
  readonly points: Float64Array[]
  readonly values: number[]
  best: number
  readonly random: () => number
}

function startSwarm(
  loss: (at: Float64Array) => number,
  dim: number,
  low: number,
  effort: SearchEffort,
): Swarm {
  const random = seededRandom(effort.seed)
  const points: Float64Array[] = []
  for (let i = 0; i < effort.population; i++) {
    const reach = i === 0 ? 0 : i % 2 === 0 ? low / 2 : low
    points.push(
      intoBox(
        Float64Array.from({ length: dim }, () => reach * random()),
        low,
      ),
    )
  }
  const values = points.map(loss)
  return { points, values, best: indexOfLowest(values), random }
}

function nextGeneration(swarm: Swarm, loss: (at: Float64Array) => number, low: number): void {
  const { points, values, random } = swarm
  const pick = () => points[Math.min(points.length - 1, Math.floor(random() * points.length))] ?? points[0]
  for (let i = 0; i < points.length; i++) {
    const own = points[i]
    const guide = random() < 0.5 ? points[swarm.best] : pick()
    const left = pick()
    const right = pick()
    if (own === undefined || guide === undefined || left === undefined || right === undefined) continue
    const pull = 0.4 + 0.5 * random()
    const certain = Math.floor(random() * own.length)
    const trial = own.map((value, j) => {
      if (j !== certain && random() > 0.8) return value
      return value + pull * ((guide[j] ?? 0) - value) + pull * ((left[j] ?? 0) - (right[j] ?? 0))
    })
    const candidate = intoBox(trial, low)
    const value = loss(candidate)
    if (value > (values[i] ?? 0)) continue
    points[i] = candidate
    values[i] = value
    if (value < (values[swarm.best] ?? 0)) swarm.best = i
  }
}

type Vertex = { readonly at: Float64Array; readonly value: number }

/** Nelder and Mead (1965), with the usual coefficients, for at most so many evaluations. */
function nelderMead(
  loss: (at: Float64Array) => number,
  start: Vertex,
  step: number,
  evaluations: number,
): Vertex {
  const dim = start.at.length
  const visit = (at: Float64Array): Vertex => ({ at, value: loss(at) })
  let simplex = [start]
  for (let j = 0; j < dim; j++)
    simplex.push(visit(start.at.map((value, k) => (k === j ? value - step : value))))
  let used = dim
  while (used < evaluations) {
    simplex.sort((a, b) => a.value - b.value)
    const [first, worst] = [simplex[0] ?? start, simplex[dim] ?? start]
    if (worst.value - first.value <= 1e-10 * Math.abs(first.value)) break
    const moved = reflect(visit, simplex, dim)
    used += 2
    if (moved !== null) {
      simplex[dim] = moved
      continue
    }
    simplex = simplex.map((vertex, i) =>
      i === 0 ? vertex : visit(vertex.at.map((value, j) => (value + (first.at[j] ?? 0)) / 2)),
    )
    used += dim
  }
  return simplex.reduce((best, vertex) => (vertex.value < best.value ? vertex : best))
}

/** The worst vertex reflected, expanded or contracted; null when all three fail. */
function reflect(
  visit: (at: Float64Array) => Vertex,
  simplex: readonly Vertex[],
  dim: number,
): Vertex | null {
  const first = simplex[0]
  const second = simplex[dim - 1]
  const worst = simplex[dim]
  if (first === undefined || second === undefined || worst === undefined) return null
  const centre = new Float64Array(dim)
  for (const vertex of simplex) {
    if (vertex === worst) continue
    for (let j = 0; j < dim; j++) centre[j] = (centre[j] ?? 0) + (vertex.at[j] ?? 0) / dim
  }
  const along = (factor: number) =>
    visit(centre.map((value, j) => value + factor * ((worst.at[j] ?? 0) - value)))
  const mirrored = along(-1)
  if (mirrored.value < first.value) {
    const further = along(-2)
    return further.value < mirrored.value ? further : mirrored
  }
  if (mirrored.value < second.value) return mirrored
  const nearer = along(mirrored.value < worst.value ? -0.5 : 0.5)
  return nearer.value < Math.min(mirrored.value, worst.value) ? nearer : null
}

/** Largest coordinate at 0, the others not below `low`. */
function intoBox(at: Float64Array, low: number): Float64Array {
  let top = Number.NEGATIVE_INFINITY
  for (const value of at) top = Math.max(top, value)
  return at.map((value) => Math.max(low, value - top))
}

function indexOfLowest(values: readonly number[]): number {
  let lowest = 0
  values.forEach((value, i) => {
    if (value < (values[lowest] ?? 0)) lowest = i
  })
  return lowest
}

function spread(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values)
}
