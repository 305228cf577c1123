import type { Tx } from '#app/db/connection.server.ts'
import { listAxeChoices } from '#app/features/strategies/index.server.ts'
import { listCommuneChoices, listQpvChoices } from '#app/features/territoires/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'

/** The axes and the places a form of this room may name. */
export async function listSubjectChoices(tx: Tx, actor: Actor, at: IsoDate) {
  const [axes, communes, qpvs] = [
    await listAxeChoices(tx, actor, at),
    await listCommuneChoices(tx),
    await listQpvChoices(tx),
  ]
  return { axes, places: { communes, qpvs } }
}
