import type { Part, Plan, SerieFacts } from '#data/sources/contract.ts'

/** A plan made by the generic reader, under the name of its producer. */
export function renamed(plan: Plan, facts: Pick<Plan, 'format' | 'dataset' | 'producer' | 'licence'>): Plan {
  const rename = (serie: SerieFacts): SerieFacts => ({
    ...serie,
    indicator: `${facts.dataset}/${serie.indicator.slice(serie.indicator.indexOf('/') + 1)}`,
  })
  return { ...withSeries(plan, rename), ...facts }
}

/** The same plan with each of its series changed. */
export function withSeries(plan: Plan, change: (serie: SerieFacts) => SerieFacts): Plan {
  return { ...plan, parts: plan.parts.map((part) => partWithSeries(part, change)) }
}

function partWithSeries(part: Part, rename: (serie: SerieFacts) => SerieFacts): Part {
  if (part.shape === 'large') {
    return { ...part, values: part.values.map(({ column, serie }) => ({ column, serie: rename(serie) })) }
  }
  if (part.shape !== 'long') return part
  return {
    ...part,
    describe: (keys) => {
      const outcome = part.describe(keys)
      return 'aside' in outcome ? outcome : outcome.map((serie) => serie && rename(serie))
    },
  }
}
