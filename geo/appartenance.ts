/** Which intercommunality (or perimeter) a commune is in, and when. Validity is half-open, `[debut, fin[`. */
import { containsDate, type IsoDate, overlaps, type Periode } from '#app/lib/dates.ts'
import type { CodeCommune } from './codes.ts'

export type Appartenance<Ensemble extends string = string> = {
  commune: CodeCommune
  ensemble: Ensemble
  periode: Periode
}

/** The communes of a set on a day, in the order of codes. */
export function membersAt<Ensemble extends string>(
  appartenances: Iterable<Appartenance<Ensemble>>,
  ensemble: Ensemble,
  at: IsoDate,
): CodeCommune[] {
  const members = new Set<CodeCommune>()
  for (const one of appartenances) {
    if (one.ensemble === ensemble && containsDate(one.periode, at)) members.add(one.commune)
  }
  return [...members].sort()
}

/** The sets a commune is in on a day: one intercommunality at most, but any number of perimeters. */
export function ensemblesAt<Ensemble extends string>(
  appartenances: Iterable<Appartenance<Ensemble>>,
  commune: CodeCommune,
  at: IsoDate,
): Ensemble[] {
  const found = new Set<Ensemble>()
  for (const one of appartenances) {
    if (one.commune === commune && containsDate(one.periode, at)) found.add(one.ensemble)
  }
  return [...found].sort()
}

/** Who came in and who left between two days. */
export function changesBetween<Ensemble extends string>(
  appartenances: ReadonlyArray<Appartenance<Ensemble>>,
  ensemble: Ensemble,
  { from, to }: { from: IsoDate; to: IsoDate },
): { entered: CodeCommune[]; left: CodeCommune[] } {
  const before = new Set(membersAt(appartenances, ensemble, from))
  const after = new Set(membersAt(appartenances, ensemble, to))
  return {
    entered: [...after].filter((commune) => !before.has(commune)),
    left: [...before].filter((commune) => !after.has(commune)),
  }
}

/**
 * Pairs that cannot both be true where a commune is in one set at a time (intercommunalities): same commune, two
 * sets or the same one twice, on a day they share.
 */
export function conflictsAmong<Ensemble extends string>(
  appartenances: ReadonlyArray<Appartenance<Ensemble>>,
): [Appartenance<Ensemble>, Appartenance<Ensemble>][] {
  const byCommune = Map.groupBy(appartenances, ({ commune }) => commune)
  return [...byCommune.values()].flatMap((rows) =>
    rows.flatMap((first, index) =>
      rows
        .slice(index + 1)
        .filter((second) => overlaps(first.periode, second.periode))
        .map((second): [Appartenance<Ensemble>, Appartenance<Ensemble>] => [first, second]),
    ),
  )
}
