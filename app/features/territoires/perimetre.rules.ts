import type { IsoDate } from '#app/lib/dates.ts'

export interface Member {
  code: string
  debut: IsoDate
  fin: IsoDate | null
}

export interface MembershipPlan {
  /** In from the day. */
  enter: string[]
  /** Out from the day: the membership is closed, and stays readable before. */
  close: string[]
  /** They had entered on that very day: the entry is taken back. */
  erase: string[]
}

/** What to write so that, from `day` on, the members are exactly `wanted`. */
export function planMembership(
  members: ReadonlyArray<Member>,
  wanted: ReadonlyArray<string>,
  day: IsoDate,
): MembershipPlan {
  const current = members.filter((its) => its.debut <= day && (its.fin === null || its.fin > day))
  const codes = new Set(current.map((its) => its.code))
  const leaving = current.filter((its) => !wanted.includes(its.code))
  return {
    enter: [...new Set(wanted)].filter((code) => !codes.has(code)),
    close: leaving.filter((its) => its.debut < day).map((its) => its.code),
    erase: leaving.filter((its) => its.debut === day).map((its) => its.code),
  }
}

/** The last day something changed, after `day`; null when nothing did. Writing before it would tangle two changes. */
export function laterChange(members: ReadonlyArray<Member>, day: IsoDate): IsoDate | null {
  const later = members
    .flatMap((its) => (its.fin ? [its.debut, its.fin] : [its.debut]))
    .filter((its) => its > day)
  return later.toSorted().at(-1) ?? null
}

export interface Comparison {
  both: string[]
  onlyFirst: string[]
  onlySecond: string[]
}

/** What two sets of places share, and what each has alone, in the order given. */
export function compareMembers(first: ReadonlyArray<string>, second: ReadonlyArray<string>): Comparison {
  const [inFirst, inSecond] = [new Set(first), new Set(second)]
  return {
    both: first.filter((code) => inSecond.has(code)),
    onlyFirst: first.filter((code) => !inSecond.has(code)),
    onlySecond: second.filter((code) => !inFirst.has(code)),
  }
}
