import type { Tx } from '#app/db/connection.server.ts'
import { listStudied } from '#app/features/observatoire/index.server.ts'
import { listDocumentChoices } from '#app/features/strategies/index.server.ts'
import type { Actor } from '#app/platform/permissions.ts'

/** The answers of a declaration that come from the project. */
export async function listChoices(tx: Tx, actor: Actor) {
  return {
    documents: await listDocumentChoices(tx, actor),
    communes: await tx
      .selectFrom('commune')
      .select(['code as value', 'nom as label'])
      .orderBy('nom')
      .execute(),
  }
}

/** The indicators of the store, with the years each has: too few years is seen before choosing. */
export async function listIndicateurChoices(dataDir: string, territoire: string) {
  const found = await listStudied(dataDir, territoire)
  return found
    .filter(({ annees }) => annees.length > 0)
    .toSorted((a, b) => b.annees.length - a.annees.length)
    .map(({ id, label, annees }) => ({
      value: id,
      label: `${label} (${annees.length === 1 ? annees[0] : `${annees.length} années, ${Math.min(...annees)}-${Math.max(...annees)}`})`,
    }))
}
