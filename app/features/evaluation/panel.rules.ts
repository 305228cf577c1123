import { buildPanel, type Panel, THRESHOLDS } from '#stats/impact/index.ts'

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
  /** Fewest inhabitants of a place whose rate means something: rule G13. */
  plancher?: number
  /** The year on which the places were chosen: rule G9 takes it out of the measure. */
  anneeRetiree?: number | null
}

export interface StudyPanel {
  annees: number[]
  traitees: string[]
  donneuses: string[]
  /** Communes chosen that have not every year, by secrecy or absence. */
  sansDonnees: string[]
  /** Close communes that have every year: never compared with, looked at apart for what spills over. */
  voisines: string[]
  /** The rows of the three groups. */
  rows: StudyRow[]
  /** Why the other communes of the store are not compared with. */
  ecartees: { proches: number; taille: number; incompletes: number; lointaines: number }
}

const MOST_DONORS = 200
/** A commune is of the same size when it has between a third of the smallest and three times the largest concerned. */
const SIZE_RATIO = 3

/**
 * Who is compared with whom, by a rule that looks only at what was before the start: the years kept are those that most
 * of the communes concerned have, without the one they were chosen on; the donors have them all, are neither concerned
 * nor close, have the same size, and are the 200 whose mean before is the nearest. Pure: the same rows always give the
 * same cast.
 */
export function studyPanelOf(rows: ReadonlyArray<StudyRow>, cast: Cast): StudyPanel {
  const byCode = Map.groupBy(
    rows.filter((row) => row.annee !== cast.anneeRetiree),
    (row) => row.code,
  )
  const known = cast.traitees.filter((code) => byCode.has(code))
  const annees = yearsOf(known.map((code) => byCode.get(code) ?? []))
  const series = (code: string) => wholeSeries(byCode.get(code) ?? [], annees)
  const traitees = known.filter((code) => series(code) !== null)
  const before = Math.max(1, annees.filter((annee) => annee < cast.debut).length)
  const meanBefore = (code: string) => mean((series(code) ?? []).slice(0, before))
  const { donneuses, ecartees } = chooseDonors(
    { codes: [...byCode.keys()], series, meanBefore, target: mean(traitees.map(meanBefore)) },
    cast,
  )
  const voisines = cast.proches.filter((code) => !cast.traitees.includes(code) && series(code) !== null)
  const kept = new Set([...traitees, ...donneuses, ...voisines])
  return {
    annees,
    traitees,
    donneuses,
    voisines: voisines.toSorted(),
    sansDonnees: cast.traitees.filter((code) => !traitees.includes(code)),
    ecartees,
    rows: [...byCode.values()]
      .flat()
      .filter((row) => kept.has(row.code) && annees.includes(row.annee))
      .toSorted((a, b) => a.code.localeCompare(b.code) || a.annee - b.annee),
  }
}

interface Candidates {
  codes: ReadonlyArray<string>
  series: (code: string) => number[] | null
  meanBefore: (code: string) => number
  target: number
}

function chooseDonors(
  { codes, series, meanBefore, target }: Candidates,
  cast: Cast,
): Pick<StudyPanel, 'donneuses' | 'ecartees'> {
  const close = new Set(cast.proches)
  const elsewhere = codes.filter((code) => !close.has(code) && !cast.traitees.includes(code))
  const isAlike = sizeRule(cast)
  const alike = elsewhere.filter(isAlike)
  const complete = alike.filter((code) => series(code) !== null)
  const donneuses = complete
    .map((code) => ({ code, distance: Math.abs(meanBefore(code) - target) }))
    .toSorted((a, b) => a.distance - b.distance || a.code.localeCompare(b.code))
    .slice(0, MOST_DONORS)
    .map(({ code }) => code)
    .toSorted()
  return {
    donneuses,
    ecartees: {
      proches: codes.filter((code) => close.has(code) && !cast.traitees.includes(code)).length,
      taille: elsewhere.length - alike.length,
      incompletes: alike.length - complete.length,
      lointaines: complete.length - donneuses.length,
    },
  }
}

/** Whether a commune may be compared with for its size. A size that nobody knows excludes nobody. */
function sizeRule({ population, traitees, plancher = THRESHOLDS.populationRegister }: Cast) {
  const sizes = traitees.flatMap((code) => population.get(code) ?? [])
  const smallest = Math.max(plancher, sizes.length === 0 ? 0 : Math.min(...sizes) / SIZE_RATIO)
  const largest = sizes.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...sizes) * SIZE_RATIO
  return (code: string) => {
    const inhabitants = population.get(code)
    return inhabitants === undefined || (inhabitants >= smallest && inhabitants <= largest)
  }
}

function wholeSeries(rows: ReadonlyArray<StudyRow>, annees: ReadonlyArray<number>): number[] | null {
  const values = new Map(rows.map((row) => [row.annee, row.valeur]))
  const all = annees.map((annee) => values.get(annee))
  return all.every((value): value is number => value !== undefined) ? all : null
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

/** The panel of the impact library: the places concerned and those compared with. @throws PanelProblem when impossible */
export function toPanel(
  { rows, traitees, donneuses }: Pick<StudyPanel, 'rows' | 'traitees' | 'donneuses'>,
  debut: number,
): Panel {
  const isTreated = new Set(traitees)
  const kept = new Set([...traitees, ...donneuses])
  return buildPanel(
    rows
      .filter((row) => kept.has(row.code))
      .map((row) => ({ ...row, entree: isTreated.has(row.code) ? debut : '' })),
    { unit: 'code', time: 'annee', outcome: 'valeur', firstTreated: 'entree' },
  )
}
