import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { compareMembers } from './perimetre.rules.ts'
import { getPerimetre, membersAt, type PlaceOfPerimetre } from './perimetres.queries.server.ts'

export interface ComparedPerimetres {
  first: string
  second: string
  both: PlaceOfPerimetre[]
  onlyFirst: PlaceOfPerimetre[]
  onlySecond: PlaceOfPerimetre[]
}

/** What two perimeters share on a day, and what each has alone. */
export async function comparePerimetres(
  tx: Tx,
  [a, b]: readonly [string, string],
  at: IsoDate,
): Promise<ComparedPerimetres> {
  const first = await getPerimetre(tx, a)
  const second = await getPerimetre(tx, b)
  const [here, there] = [membersAt(first.members, at), membersAt(second.members, at)]
  const places = new Map([...there, ...here].map((its) => [its.code, its]))
  const compared = compareMembers(
    here.map((its) => its.code),
    there.map((its) => its.code),
  )
  const named = (codes: string[]): PlaceOfPerimetre[] => codes.flatMap((code) => places.get(code) ?? [])
  return {
    first: first.nom,
    second: second.nom,
    both: named(compared.both),
    onlyFirst: named(compared.onlyFirst),
    onlySecond: named(compared.onlySecond),
  }
}
