import { kmeans } from 'ml-kmeans'
import { adjustedRand } from './adjusted-rand.ts'
import { randomIndex, seededRandom } from './random.ts'
import type { Profile } from './similar-places.ts'
import { standardiseColumns } from './standardise.ts'

export type TypologyGroup<Code extends string = string> = {
  members: Code[]
  /** Mean of each indicator in the group, in standard deviations from the mean of all. */
  profile: number[]
}

export type Typology<Code extends string = string> = {
  /** The largest first. */
  groups: TypologyGroup<Code>[]
  /** Places with a missing indicator: nothing is imputed, so they are in no group. */
  unclassified: Code[]
  /** Share of the variance between groups, in [0, 1]. */
  explained: number
  /**
   * Mean adjusted Rand index between this typology and those of resampled places: above 0.8 the groups hold, under 0.5
   * they are an accident of the sample.
   */
  stability: number
}

export type TypologyOptions = { groups: number; seed: number; restarts?: number; resamples?: number }

type Fit = { centres: number[][]; labels: number[]; within: number }

/**
 * Groups of places that look alike: k-means (k-means++, best of several starts) on standardised indicators, with its
 * stability over bootstrap samples. Same seed, same groups. Fewer groups than asked when fewer places differ.
 */
export function typology<Code extends string>(
  places: ReadonlyArray<Profile<Code>>,
  { groups, seed, restarts = 20, resamples = 50 }: TypologyOptions,
): Typology<Code> {
  const complete = places.filter(({ values }) => !values.includes(null))
  const unclassified = places.filter(({ values }) => values.includes(null)).map(({ code }) => code)
  const rows = standardiseColumns(complete.map(({ values }) => values)).map((row) =>
    row.map((score) => score ?? 0),
  )
  const distinct = new Set(rows.map((row) => row.join(' '))).size
  const wanted = Math.min(groups, distinct)
  if (wanted === 0) return { groups: [], unclassified, explained: Number.NaN, stability: Number.NaN }
  const best = bestFit(rows, { groups: wanted, seed, restarts })
  const total = rows.flat().reduce((sum, score) => sum + score ** 2, 0)
  return {
    groups: best.centres
      .map((profile, label) => ({
        profile,
        members: complete.filter((_, row) => best.labels[row] === label),
      }))
      .map(({ profile, members }) => ({ profile, members: members.map(({ code }) => code) }))
      .sort(
        (a, b) =>
          b.members.length - a.members.length || ((a.members[0] ?? '') < (b.members[0] ?? '') ? -1 : 1),
      ),
    unclassified,
    explained: total === 0 ? Number.NaN : 1 - best.within / total,
    stability: stabilityOf(rows, best, { groups: wanted, seed, resamples }),
  }
}

function bestFit(
  rows: number[][],
  { groups, seed, restarts }: { groups: number; seed: number; restarts: number },
): Fit {
  const fits = Array.from({ length: restarts }, (_, start) => fitOnce(rows, groups, seed + start))
  return fits.reduce((best, fit) => (fit.within < best.within - 1e-12 ? fit : best))
}

function fitOnce(rows: number[][], groups: number, seed: number): Fit {
  if (groups === 1) return assign(rows, [meanOf(rows)])
  const { centroids } = kmeans(rows, groups, { seed, initialization: 'kmeans++', maxIterations: 200 })
  return assign(
    rows,
    centroids.filter((centre) => centre.every(Number.isFinite)),
  )
}

function assign(rows: number[][], centres: number[][]): Fit {
  const gaps = rows.map((row) => centres.map((centre) => squaredGap(row, centre)))
  const labels = gaps.map((gap) => gap.indexOf(Math.min(...gap)))
  const within = gaps.reduce((sum, gap) => sum + Math.min(...gap), 0)
  return { centres, labels, within }
}

function stabilityOf(
  rows: number[][],
  best: Fit,
  { groups, seed, resamples }: { groups: number; seed: number; resamples: number },
): number {
  const random = seededRandom(seed)
  let sum = 0
  for (let round = 0; round < resamples; round++) {
    const sample = rows.map(() => rows[randomIndex(random, rows.length)] ?? [])
    const distinct = new Set(sample.map((row) => row.join(' '))).size
    const fit = bestFit(sample, { groups: Math.min(groups, distinct), seed: seed + round, restarts: 2 })
    sum += adjustedRand(best.labels, assign(rows, fit.centres).labels)
  }
  return sum / resamples
}

function meanOf(rows: number[][]): number[] {
  return (rows[0] ?? []).map(
    (_, column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0) / rows.length,
  )
}

function squaredGap(row: ReadonlyArray<number>, centre: ReadonlyArray<number>): number {
  return row.reduce((sum, score, column) => sum + (score - (centre[column] ?? 0)) ** 2, 0)
}
