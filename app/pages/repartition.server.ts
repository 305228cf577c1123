import { mustReadParticipation } from '#app/features/participation/index.server.ts'
import { listCommunesAt } from '#app/features/territoires/index.server.ts'
import { type RouteArgs, read } from '#app/platform/http.server.ts'
import { gini } from '#stats/gini.ts'
import { lorenz } from '#stats/lorenz.ts'
import { countByCommune } from './participation.facts.server.ts'
import { type FactNature, factNatures } from './participation.words.ts'

/** How what is seen is spread over the communes, kind by kind and year by year; those with nothing count for zero. */
export function loadRepartition(args: RouteArgs) {
  return read(args, async ({ tx, actor, at }) => {
    mustReadParticipation(actor)
    const communes = (await listCommunesAt(tx, at)).map((its) => its.code)
    const counts = await countByCommune(tx, actor)
    const natures = Object.keys(factNatures) as FactNature[] // keys of a const record
    return {
      communes: communes.length,
      natures: natures.flatMap((nature) => {
        const own = counts.filter((its) => its.nature === nature)
        if (own.length === 0) return []
        const years = [...new Set(own.map((its) => its.annee))].sort((a, b) => a - b)
        return [
          {
            nature,
            ...spreadOf(own, communes),
            annees: years.map((annee) => ({
              annee,
              ...spreadOf(
                own.filter((its) => its.annee === annee),
                communes,
              ),
            })),
          },
        ]
      }),
    }
  })
}

export type RepartitionPage = Awaited<ReturnType<typeof loadRepartition>>

/**
 * The lowest index these facts can reach: shared as evenly as whole facts can be. With fewer facts than communes it is
 * high whatever one does, which says nothing about anybody.
 */
function floorOf(amounts: ReadonlyArray<number>): number | null {
  const total = amounts.reduce((sum, its) => sum + its, 0)
  const left = total % amounts.length
  return total === 0 ? null : (left * (amounts.length - left)) / (amounts.length * total)
}

function spreadOf(
  counts: ReadonlyArray<{ communeCode: string; nombre: number }>,
  communes: ReadonlyArray<string>,
) {
  const sums = new Map(communes.map((code) => [code, 0]))
  for (const { communeCode, nombre } of counts)
    if (sums.has(communeCode)) sums.set(communeCode, (sums.get(communeCode) ?? 0) + nombre)
  const amounts = [...sums.values()]
  const index = gini(amounts)
  return {
    total: amounts.reduce((sum, its) => sum + its, 0),
    presentes: amounts.filter((its) => its > 0).length,
    gini: Number.isNaN(index) ? null : index,
    plancher: floorOf(amounts),
    courbe: lorenz(amounts),
  }
}
