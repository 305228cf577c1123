/**
 * Quartiers prioritaires. The generation is part of the code: a 2015 quartier and a 2024 one are never the same
 * place, even under the same name, and nothing here turns one into the other.
 */
import type { CodeDepartement } from './codes.ts'

export type CodeQpv2015 = string & { readonly codeQpv: 2015 }
export type CodeQpv2024 = string & { readonly codeQpv: 2024 }
export type CodeQpv = CodeQpv2015 | CodeQpv2024
export type QpvGeneration = 2015 | 2024

/** What happened to the perimeter in 2024, read in the last letter of the code; `C` is seen in Mayotte only. */
export type PerimetreQpv = 'modifie' | 'inchange' | 'nouveau' | 'inconnu'

const QPV_2015 = /^QP(0\d\d|02[AB]|97\d|98\d)\d{3}$/
const QPV_2024 = /^QN(0\d\d|02[AB]|97\d|98\d)\d{2}[A-Z]$/

/** A code of the 2015 generation, `QP059021`. */
export function parseCodeQpv2015(text: string): CodeQpv2015 | null {
  const code = text.trim().toUpperCase()
  // as: the form was just checked
  return QPV_2015.test(code) ? (code as CodeQpv2015) : null
}

/** A code of the 2024 generation, `QN05921M`. */
export function parseCodeQpv2024(text: string): CodeQpv2024 | null {
  const code = text.trim().toUpperCase()
  // as: the form was just checked
  return QPV_2024.test(code) ? (code as CodeQpv2024) : null
}

/** A code of either generation. */
export function parseCodeQpv(text: string): CodeQpv | null {
  return parseCodeQpv2024(text) ?? parseCodeQpv2015(text)
}

/** The generation a code belongs to. */
export function generationOf(code: CodeQpv): QpvGeneration {
  return isGeneration2024(code) ? 2024 : 2015
}

/** Narrows a code to its generation. */
export function isGeneration2024(code: CodeQpv): code is CodeQpv2024 {
  return code.startsWith('QN')
}

/** `59`, `2A`, `974` from `QP059021`, `QP02A001`, `QN97411N`. */
export function departementOfQpv(code: CodeQpv): CodeDepartement {
  const padded = code.slice(2, 5)
  // as: the three characters were checked when the code was parsed
  return (padded.startsWith('0') ? padded.slice(1) : padded) as CodeDepartement
}

/** What the 2024 redrawing did to the perimeter. */
export function perimetreOf(code: CodeQpv2024): PerimetreQpv {
  const letters: Record<string, PerimetreQpv> = { M: 'modifie', I: 'inchange', N: 'nouveau' }
  return letters[code.slice(-1)] ?? 'inconnu'
}

/** One unbroken line of a chart: the points of one generation, in the order given. */
export type QpvSegment<Point> = { generation: QpvGeneration; points: Point[] }

/**
 * Points of a series cut by generation: two segments and a break between them, never one line. The 2015
 * segment comes first; a generation without points has no segment.
 */
export function segmentsByGeneration<Point extends { code: CodeQpv }>(
  points: ReadonlyArray<Point>,
): QpvSegment<Point>[] {
  return ([2015, 2024] as const)
    .map((generation) => ({
      generation,
      points: points.filter(({ code }) => generationOf(code) === generation),
    }))
    .filter((segment) => segment.points.length > 0)
}

/** Null when all the codes are of one generation, else the French sentence that refuses to mix them. */
export function refusalToMixGenerations(codes: Iterable<CodeQpv>): string | null {
  const generations = new Set([...codes].map(generationOf))
  return generations.size > 1
    ? 'Les quartiers prioritaires de 2015 et de 2024 n’ont pas les mêmes contours : ils ne se comparent pas et ne s’additionnent pas.'
    : null
}
