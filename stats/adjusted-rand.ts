/**
 * Adjusted Rand index of Hubert and Arabie (1985): how far two partitions of the same items agree, corrected for
 * chance. 1 when they are the same but for the names of the groups, about 0 for unrelated ones, possibly negative.
 * Two partitions that both put everything together (or everything apart) agree: 1.
 * @throws RangeError when the two lists are not of one length.
 */
export function adjustedRand(first: ReadonlyArray<number>, second: ReadonlyArray<number>): number {
  if (first.length !== second.length) throw new RangeError('Partitions of different items')
  const both = new Map<string, number>()
  const [one, other] = [new Map<number, number>(), new Map<number, number>()]
  first.forEach((group, index) => {
    const match = second[index] ?? 0
    add(both, `${group}/${match}`)
    add(one, group)
    add(other, match)
  })
  const [together, inOne, inOther] = [pairsIn(both), pairsIn(one), pairsIn(other)]
  const expected = (inOne * inOther) / pairs(first.length)
  const largest = (inOne + inOther) / 2
  return largest === expected || first.length < 2 ? 1 : (together - expected) / (largest - expected)
}

function add<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function pairsIn(counts: Map<unknown, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + pairs(count), 0)
}

function pairs(count: number): number {
  return (count * (count - 1)) / 2
}
