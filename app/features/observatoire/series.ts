import type { SerieFacts } from '#data/sources/contract.ts'

/** A series of the store: what is measured, at which level, in which geography. Its number is local to an import. */
export interface Serie extends SerieFacts {
  serie: number
  niveau: string
  geographie: string | null
}

/** Numbers the distinct things measured, in the order they are met. */
export class SerieBook {
  private readonly numbers = new Map<string, number>()
  private readonly list: SerieFacts[] = []

  numberOf(facts: SerieFacts): number {
    const key = JSON.stringify([facts.indicator, facts.periode, facts.sexe, facts.age, facts.modalites])
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    this.numbers.set(key, this.list.length)
    this.list.push(facts)
    return this.list.length - 1
  }

  get facts(): readonly SerieFacts[] {
    return this.list
  }
}
