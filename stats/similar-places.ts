import { standardiseColumns } from './standardise.ts'

/** A place and its indicators, in one order for all places; null where there is no value. */
export type Profile<Code extends string = string> = { code: Code; values: ReadonlyArray<number | null> }

export type SimilarPlace<Code extends string = string> = {
  code: Code
  /** Root mean square gap, in standard deviations: 0 is identical, 1 is a typical gap. */
  distance: number
  /** How many indicators the two places share. */
  shared: number
  /** Each indicator's part of the squared distance, in [0, 1]; null where one of the two has no value. */
  contributions: (number | null)[]
}

export type SimilarityOptions = {
  count: number
  /** One weight per indicator, 1 by default. */
  weights?: ReadonlyArray<number>
  /** Share of the weight that two places must have in common to be compared, two thirds by default. */
  minimumShared?: number
}

export type Similarity<Code extends string = string> = {
  nearest: SimilarPlace<Code>[]
  /** Places that share too few indicators with the target to be compared. */
  notComparable: Code[]
}

/**
 * The places most like one of them: weighted Euclidean distance on standardised indicators (z-scores over all the
 * places given), divided by the square root of the weight in common so that missing values neither bring places
 * closer nor push them apart. Nothing is imputed. Ties are in the order of codes.
 * @throws RangeError when the target is not among the places.
 */
export function similarPlaces<Code extends string>(
  places: ReadonlyArray<Profile<Code>>,
  target: Code,
  { count, weights, minimumShared = 2 / 3 }: SimilarityOptions,
): Similarity<Code> {
  const scores = standardiseColumns(places.map(({ values }) => values))
  const reference = scores[places.findIndex(({ code }) => code === target)]
  if (!reference) throw new RangeError(`Not among the places: ${target}`)
  const weightOf = (index: number) => weights?.[index] ?? 1
  const totalWeight = reference.reduce<number>((sum, _, index) => sum + weightOf(index), 0)
  const compared: SimilarPlace<Code>[] = []
  const notComparable: Code[] = []
  places.forEach(({ code }, row) => {
    if (code === target) return
    const { place, weight } = compare(code, reference, scores[row] ?? [], weightOf)
    if (weight === 0 || weight < minimumShared * totalWeight) notComparable.push(code)
    else compared.push(place)
  })
  compared.sort((a, b) => a.distance - b.distance || (a.code < b.code ? -1 : 1))
  return { nearest: compared.slice(0, count), notComparable }
}

function compare<Code extends string>(
  code: Code,
  reference: ReadonlyArray<number | null>,
  other: ReadonlyArray<number | null>,
  weightOf: (index: number) => number,
): { place: SimilarPlace<Code>; weight: number } {
  let [weight, shared] = [0, 0]
  const squares = reference.map((score, index) => {
    const otherScore = other[index] ?? null
    if (score === null || otherScore === null) return null
    weight += weightOf(index)
    shared += 1
    return weightOf(index) * (score - otherScore) ** 2
  })
  const total = squares.reduce<number>((sum, square) => sum + (square ?? 0), 0)
  const contributions = squares.map((square) => (square === null ? null : total === 0 ? 0 : square / total))
  return { place: { code, distance: Math.sqrt(total / weight), shared, contributions }, weight }
}
