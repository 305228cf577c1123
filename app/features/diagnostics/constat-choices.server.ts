import type { Tx } from '#app/db/connection.server.ts'
import { listIndicateursLocaux } from '#app/features/observatoire/index.server.ts'
import { indicateurs, themeLabels } from '#app/features/observatoire/index.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { type DiagnosticPage, listEngagementChoices } from './diagnostics.queries.server.ts'
import { listObservationChoices } from './observations.queries.server.ts'

/** What a finding may rest on: the figures of the themes of the axis first, the observations of its axis and places. */
export async function listConstatChoices(tx: Tx, actor: Actor, diagnostic: DiagnosticPage) {
  const rows = diagnostic.axeId
    ? await tx.selectFrom('axeObservatoire').select('theme').where('axeId', '=', diagnostic.axeId).execute()
    : []
  const lit = new Set<string>(rows.map(({ theme }) => theme))
  const own = (await listIndicateursLocaux(tx)).map((one) => ({
    id: one.code,
    label: one.libelle,
    theme: one.theme,
  }))
  const ordered = [...own, ...indicateurs].toSorted(
    (one, other) => Number(lit.has(other.theme)) - Number(lit.has(one.theme)),
  )
  return {
    indicateurs: ordered.map(({ id, label, theme }) => ({
      value: id,
      label: lit.has(theme) ? label : `${label} (${themeLabels[theme].toLowerCase()})`,
    })),
    observations: await listObservationChoices(tx, actor, diagnostic),
    engagements: await listEngagementChoices(tx, actor, diagnostic.axeId),
  }
}
