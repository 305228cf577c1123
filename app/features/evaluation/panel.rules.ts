import { buildPanel, type Panel } from '#stats/impact/index.ts'

export interface StudyRow {
  code: string
  annee: number
  valeur: number
}

export interface Cast {
  traitees: ReadonlyArray<string>
  /** Communes of the same intercommunality: an action may spill over on them, they are never compared with. */
  proches: ReadonlyArray<string>
  debut: number
  /** Inhabitants by commune, when the store knows them. */
  population: ReadonlyMap<string, number>
}

export interface StudyPanel {
  annees: number[]
  traitees: string[]
  donneuses: string[]
  /** Communes chosen that have not every year, by secrecy or absence. */
  sansDonnees: string[]
  rows: StudyRow[]
}

const MOST_DONORS = 200
const FEWEST_INHABITANTS = 1_000

/**
 * Who is compared with whom, by a rule that looks only at what was before the start: the years kept are those that most
 * of the communes concerned have; the donors have them all, are neither concerned nor close, have 1 000 inhabitants,
 * and are the 200 whose mean before is the nearest. Pure: the same rows always give the same cast.
 */
export function studyPanelOf(rows: ReadonlyArray<StudyRow>, cast: Cast): StudyPanel {
  const byCode = Map.groupBy(rows, (row) => row.code)
  const known = cast.traitees.filter((code) => byCode.has(code))
  const annees = yearsOf(known.map((code) => byCode.get(code) ?? []))
  const series = (code: string): number[] | null => {
    const values = new Map((byCode.get(code) ?? []).map((row) => [row.annee, row.valeur]))
    const all = annees.map((annee) => values.get(annee))
    return all.every((value): value is number => value !== undefined) ? all : null
  }
  const traitees = known.filter((code) => series(code) !== null)
  const avant = annees.filter((annee) => annee < cast.debut).length
  const meanBefore = (code: string) => mean((series(code) ?? []).slice(0, Math.max(1, avant)))
  const target = mean(traitees.map(meanBefore))
  const out = new Set([...cast.traitees, ...cast.proches])
  const donneuses = [...byCode.keys()]
    .filter(
      (code) =>
        !out.has(code) &&
        (cast.population.get(code) ?? FEWEST_INHABITANTS) >= FEWEST_INHABITANTS &&
        series(code) !== null,
    )
    .map((code) => ({ code, distance: Math.abs(meanBefore(code) - target) }))
    .toSorted((a, b) => a.distance - b.distance || a.code.localeCompare(b.code))
    .slice(0, MOST_DONORS)
    .map(({ code }) => code)
    .toSorted()
  const kept = new Set([...traitees, ...donneuses])
  return {
    annees,
    traitees,
    donneuses,
    sansDonnees: cast.traitees.filter((code) => !traitees.includes(code)),
    rows: rows
      .filter((row) => kept.has(row.code) && annees.includes(row.annee))
      .toSorted((a, b) => a.code.localeCompare(b.code) || a.annee - b.annee),
  }
}

// A year that a commune concerned lacks is dropped when more than half of them have it not; else that commune is.
function yearsOf(series: ReadonlyArray<ReadonlyArray<StudyRow>>): number[] {
  const counts = new Map<number, number>()
  for (const row of series.flat()) counts.set(row.annee, (counts.get(row.annee) ?? 0) + 1)
  return [...counts]
    .filter(([, count]) => count * 2 > series.length)
    .map(([annee]) => annee)
    .toSorted((a, b) => a - b)
}

function mean(values: ReadonlyArray<number>): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The panel of the impact library. @throws PanelProblem when the design is impossible */
export function toPanel({ rows, traitees }: StudyPanel, debut: number): Panel {
  const isTreated = new Set(traitees)
  return buildPanel(
    rows.map((row) => ({ ...row, entree: isTreated.has(row.code) ? debut : '' })),
    { unit: 'code', time: 'annee', outcome: 'valeur', firstTreated: 'entree' },
  )
}
