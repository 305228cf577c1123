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

export interface Coherence {
  meetings: Meeting[]
  /** Nodes that no plan serves and no fiche carries, neither themselves nor below. */
  orphans: CoherenceAxe[]
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
  const served = new Set([
    ...carried,
    ...meetings.filter((its) => its.lien !== 'contredit').map((its) => its.axeId),
  ])
  const children = Map.groupBy(axes, (axe) => axe.parentId ?? '')
  const hasSome = (id: string): boolean =>
    served.has(id) || (children.get(id) ?? []).some((child) => hasSome(child.id))
  return {
    meetings,
    orphans: axes.filter((axe) => !hasSome(axe.id)),
    loose: plans.flatMap((plan) =>
      plan.buts
        .filter((but) => but.liens.length === 0)
        .map((but) => ({ planId: plan.id, plan: plan.nom, but: but.texte })),
    ),
  }
}
