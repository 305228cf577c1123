import { adjustBenjaminiHochberg, adjustHolm } from '#stats/impact/index.ts'

export interface Testee {
  id: string
  titre: string
  verdict: string | null
  p: number | null
}

export interface Corrigee extends Testee {
  /** Chance of a false alarm once the studies of the family are counted: Holm for conclusions, BH for exploration. */
  holm: number | null
  bh: number | null
}

/** The studies of one document read together (rule G14): a study without p is shown and counts for nothing. Pure. */
export function familleOf(etudes: ReadonlyArray<Testee>): Corrigee[] {
  const values = etudes.map(({ p }) => p ?? Number.NaN)
  const holm = adjustHolm(values)
  const bh = adjustBenjaminiHochberg(values)
  const known = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value)
  return etudes.map(({ id, titre, verdict, p }, index) => ({
    id,
    titre,
    verdict,
    p,
    holm: known(holm[index]),
    bh: known(bh[index]),
  }))
}
