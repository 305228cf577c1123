export const DELIMITERS = [';', ',', '\t', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]

export interface DelimiterFinding {
  delimiter: Delimiter
  /** Number of fields of most lines. */
  fields: number
  /** Share in [0, 1] of the lines looked at that have this number of fields. */
  regularity: number
}

const RECORDS_LOOKED_AT = 100

/**
 * Which character separates the fields, quotes taken into account, confirmed on the first hundred records: the one
 * that gives the same number of fields most often, titles and footnotes left aside. A file of one column gets `;`.
 */
export function findDelimiter(sample: string): DelimiterFinding {
  const findings = DELIMITERS.map((delimiter) => judge(sample, delimiter)).filter((found) => found !== null)
  const best = findings.sort((one, other) => score(other) - score(one))[0]
  return best ?? { delimiter: ';', fields: 1, regularity: 1 }
}

/** Regularity first: a decimal comma makes as many fields on each line of data, but never in the header. */
function score(found: DelimiterFinding): number {
  return found.regularity * 100 + Math.min(found.fields, 50) / 10
}

function judge(sample: string, delimiter: Delimiter): DelimiterFinding | null {
  const counts = countFields(sample, delimiter)
  const frequencies = new Map<number, number>()
  for (const count of counts) frequencies.set(count, (frequencies.get(count) ?? 0) + 1)
  let fields = 1
  let most = 0
  for (const [count, times] of frequencies) {
    if (count > 1 && (times > most || (times === most && count > fields))) {
      fields = count
      most = times
    }
  }
  return fields === 1 ? null : { delimiter, fields, regularity: most / counts.length }
}

/** Number of fields of each of the first records; a record may run over several lines inside quotes. */
export function countFields(sample: string, delimiter: string): number[] {
  const counts: number[] = []
  let fields = 1
  let isQuoted = false
  let isEmpty = true
  for (let at = 0; at < sample.length && counts.length < RECORDS_LOOKED_AT; at++) {
    const character = sample[at]
    if (character === '"') {
      const opens = !isQuoted && (at === 0 || sample[at - 1] === delimiter || sample[at - 1] === '\n')
      if (isQuoted && sample[at + 1] === '"') at++
      else if (isQuoted) isQuoted = false
      else if (opens) isQuoted = true
      isEmpty = false
    } else if (isQuoted) continue
    else if (character === '\n') {
      if (!isEmpty) counts.push(fields)
      fields = 1
      isEmpty = true
    } else if (character === delimiter) fields++
    else if (character !== '\r' && character !== ' ') isEmpty = false
  }
  // The last record of a sample is cut anywhere: it counts only when it is the only one.
  if (!isEmpty && (counts.length === 0 || sample.length < 4096)) counts.push(fields)
  return counts
}
