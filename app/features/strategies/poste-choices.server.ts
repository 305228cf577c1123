import type { Tx } from '#app/db/connection.server.ts'
import { listOrganisationChoices } from '#app/features/organisations/index.server.ts'
import { type IsoDate, yearOf } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { listAxesAt } from './axes.queries.server.ts'

/** What the form of a post offers. */
export async function posteChoices(tx: Tx, actor: Actor, at: IsoDate) {
  const axes = await listAxesAt(tx, actor, { at })
  const year = yearOf(at)
  return {
    organisations: await listOrganisationChoices(tx, actor),
    axes: axes
      .filter((axe) => axe.depth === 0)
      .map((axe) => ({ value: axe.id, label: `${axe.numero}. ${axe.court || axe.titre}` })),
    years: [year - 2, year - 1, year, year + 1],
  }
}
