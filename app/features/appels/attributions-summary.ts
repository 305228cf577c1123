import type { ReportLine } from '#app/lib/tables/index.ts'
import type { Attribution } from './attribution.schema.ts'

const SAMPLE = 8

/** One kind of remark: how many rows it is about, and the first of them. */
export interface RemarkGroup {
  code: string
  count: number
  refuses: boolean
  lines: ReportLine[]
}

/** What a screen shows of a file that was read: counts, a few rows, remarks grouped by kind. */
export function summaryOf(file: {
  fichier: string
  tableau: string
  read: { lignesLues: number; attributions: Attribution[]; flags: ReportLine[] }
}) {
  const { lignesLues, attributions, flags } = file.read
  return {
    fichier: file.fichier,
    tableau: file.tableau,
    lignesLues,
    lignesGardees: attributions.length,
    montantCentimes: attributions.reduce((sum, its) => sum + (its.montantCentimes ?? 0), 0),
    sample: attributions.slice(0, SAMPLE),
    groups: groupRemarks(flags),
  }
}

const LINES_SHOWN = 50

/** Refusals first, then what concerns most rows; remarks on the whole file last. */
export function groupRemarks(flags: ReadonlyArray<ReportLine>): RemarkGroup[] {
  const groups = [...Map.groupBy(flags, (flag) => flag.code)].map(([code, lines]) => ({
    code,
    count: lines.reduce((sum, line) => sum + (line.count ?? 1), 0),
    refuses: code.startsWith('refus-'),
    lines: lines.slice(0, LINES_SHOWN),
  }))
  const rank = ({ refuses, lines }: RemarkGroup): number => (refuses ? 0 : lines[0]?.line === null ? 2 : 1)
  return groups.sort((one, other) => rank(one) - rank(other) || other.count - one.count)
}
