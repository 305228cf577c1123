import type { Visit } from '#app/platform/http.server.ts'
import { conservations } from './conservation.ts'
import { canDestroy, canEndorse, canGiveUp } from './destruction.rules.ts'
import { getDestruction, listLignes } from './destructions.queries.server.ts'

const SHOWN = 100

/** What the page of a list shows, and which buttons it has. */
export async function loadDestructionPage({ tx, actor }: Visit, id: string) {
  const its = await getDestruction(tx, actor, id)
  const lignes = await listLignes(tx, id)
  return {
    its,
    lignes: lignes.slice(0, SHOWN),
    hidden: Math.max(0, lignes.length - SHOWN),
    effet: conservations[its.sorte].effet,
    isMine: its.proposePar === actor.personneId,
    canEndorse: canEndorse(actor, its),
    canDestroy: canDestroy(actor, its),
    canGiveUp: canGiveUp(actor, its),
  }
}

export type DestructionPage = Awaited<ReturnType<typeof loadDestructionPage>>
