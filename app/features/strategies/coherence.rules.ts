import type { ButLien } from './plan.schema.ts'

export interface CoherencePlan {
  id: string
  nom: string
  buts: ReadonlyArray<{
    id: string
    texte: string
    liens: ReadonlyArray<{ axeId: string; lien: ButLien; note: string }>
  }>
}

export interface CoherenceAxe {
  id: string
  parentId: string | null
  numero: string
  titre: string
}

export interface Meeting {
  axeId: string
  planId: string
  but: string
  lien: ButLien
  note: string
}

/** What carries a level of our strategy: one of our fiches, failing that a goal of another plan, or nobody. */
export type Carrier = 'fiche' | 'plan' | 'personne'

export interface Coherence {
  meetings: Meeting[]
  /** Nodes that no plan serves and no fiche carries, neither themselves nor below. */
  orphans: CoherenceAxe[]
  /** Each axis of the first level with what carries it and each level below, in reading order. */
  coverage: Array<{ axeId: string; cells: Array<CoherenceAxe & { carriedBy: Carrier }> }>
  /** Goals tied to no axis. */
  loose: Array<{ planId: string; plan: string; but: string }>
}

/** Where other plans and our axes meet, and what nobody carries. `carried`: the nodes that have fiches. */
export function coherenceOf(
  axes: ReadonlyArray<CoherenceAxe>,
  plans: ReadonlyArray<CoherencePlan>,
  carried: ReadonlySet<string>,
): Coherence {
  const meetings = plans.flatMap((plan) =>
    plan.buts.flatMap((but) => but.liens.map((lien) => ({ ...lien, planId: plan.id, but: but.texte }))),
  )
  const served = new Set(meetings.filter((its) => its.lien !== 'contredit').map((its) => its.axeId))
  const children = Map.groupBy(axes, (axe) => axe.parentId ?? '')
  const meets = (set: ReadonlySet<string>, id: string): boolean =>
    set.has(id) || (children.get(id) ?? []).some((child) => meets(set, child.id))
  const below = (axe: CoherenceAxe): CoherenceAxe[] => [axe, ...(children.get(axe.id) ?? []).flatMap(below)]
  const carrierOf = (id: string): Carrier =>
    meets(carried, id) ? 'fiche' : meets(served, id) ? 'plan' : 'personne'
  return {
    meetings,
    orphans: axes.filter((axe) => carrierOf(axe.id) === 'personne'),
    coverage: (children.get('') ?? []).map((axe) => ({
      axeId: axe.id,
      cells: below(axe).map(({ id, parentId, numero, titre }) => ({
        id,
        parentId,
        numero,
        titre,
        carriedBy: carrierOf(id),
      })),
    })),
    loose: plans.flatMap((plan) =>
      plan.buts
        .filter((but) => but.liens.length === 0)
        .map((but) => ({ planId: plan.id, plan: plan.nom, but: but.texte })),
    ),
  }
}
