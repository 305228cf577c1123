import type { Contour, ContourProblem } from '#geo/contours.ts'
import { generationOf, parseCodeQpv } from '#geo/qpv.ts'
import type { NewQpv } from './qpv-record.ts'

/** One line of a list of quarters, its columns already recognised. */
export interface QpvLine {
  line: number
  code: string
  nom: string
  /** Codes of communes, then their names when the file has them, in the same order. */
  communes: string[]
  noms: string[]
  point: { lon: number; lat: number } | null
}

export interface ImportProblem {
  line: number
  message: string
}

export type ReadQpv = NewQpv & { point: { lon: number; lat: number } | null }

export interface ReadQpvs {
  qpvs: ReadQpv[]
  /** Quarters without a commune here, left aside. */
  foreign: number
  problems: ImportProblem[]
}

const periods = {
  2015: { debut: '2015-01-01', fin: '2024-01-01' },
  2024: { debut: '2024-01-01', fin: null },
} as const

interface Known {
  here: ReadonlyArray<{ code: string; nom: string }>
  source: string
  /** The name of a commune of France. */
  nameOf: (code: string) => string | null
}

/**
 * The quarters of a list that touch this territory. Lines of one code are put together: a layer gives one line for
 * each part or each commune. A commune given by its name alone is found only among those of the territory.
 */
export function readQpvLines(lines: ReadonlyArray<QpvLine>, known: Known): ReadQpvs {
  const problems = lines.flatMap((line) => problemOf(line) ?? [])
  const found = new Map<string, ReadQpv>()
  for (const line of lines) {
    const code = parseCodeQpv(line.code)
    if (!code) continue
    const generation = generationOf(code)
    const qpv = found.get(code) ?? {
      code,
      generation,
      nom: line.nom || code,
      statutPerimetre: null,
      codeInfere: false,
      ...periods[generation],
      source: known.source,
      communes: [],
      point: line.point,
    }
    const already = new Set(qpv.communes.map((its) => its.code))
    const added = communesOf(line, known).filter((its) => !already.has(its.code))
    found.set(code, { ...qpv, communes: [...qpv.communes, ...added] })
  }
  const all = [...found.values()]
  const qpvs = all.filter((its) => its.communes.some((commune) => !commune.horsTerritoire))
  return { qpvs, foreign: all.length - qpvs.length, problems }
}

function problemOf(line: QpvLine): ImportProblem | null {
  if (!line.code) return { line: line.line, message: 'Le code du quartier manque.' }
  if (!parseCodeQpv(line.code)) {
    const message = `« ${line.code} » n’est pas un code de quartier prioritaire (QP059021, QN05921M).`
    return { line: line.line, message }
  }
  const hasCommune = line.communes.length + line.noms.length > 0
  return hasCommune ? null : { line: line.line, message: `${line.code} : la commune manque.` }
}

function communesOf(line: QpvLine, { here, nameOf }: Known): ReadQpv['communes'] {
  const own = new Map(here.map((its) => [its.code, its.nom]))
  const byName = new Map(here.map((its) => [its.nom.toLowerCase(), its.code]))
  const codes =
    line.communes.length > 0 ? line.communes : line.noms.flatMap((nom) => byName.get(nom.toLowerCase()) ?? [])
  return [...new Set(codes)].map((code, index) => ({
    code,
    nom: own.get(code) ?? nameOf(code) ?? line.noms[index] ?? code,
    horsTerritoire: !own.has(code),
  }))
}

export interface ContoursRehearsal {
  /** Communes of the territory that the file draws. */
  found: Array<{ code: string; nom: string; replaces: boolean }>
  /** Communes of the territory that still have no contour after it: the map stays schematic until they have. */
  missing: Array<{ code: string; nom: string }>
  /** Contours of communes of other territories, left aside. */
  foreign: number
  problems: ImportProblem[]
}

/** What a file of contours would do, said before anything is written. */
export function rehearseContours(
  communes: ReadonlyArray<{ code: string; nom: string; hasContour: boolean }>,
  file: { contours: ReadonlyArray<Contour>; problems: ReadonlyArray<ContourProblem> },
): ContoursRehearsal {
  const drawn = new Set<string>(file.contours.map((its) => its.code))
  const found = communes.filter((its) => drawn.has(its.code))
  return {
    found: found.map(({ code, nom, hasContour }) => ({ code, nom, replaces: hasContour })),
    missing: communes
      .filter((its) => !drawn.has(its.code) && !its.hasContour)
      .map(({ code, nom }) => ({ code, nom })),
    foreign: file.contours.length - found.length,
    problems: file.problems.map((its) => ({ line: its.feature, message: its.message })),
  }
}
