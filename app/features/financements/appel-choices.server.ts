import type { Tx } from '#app/db/connection.server.ts'
import { listAxeChoices, listDocumentChoices } from '#app/features/strategies/index.server.ts'
import { listPerimetreChoices } from '#app/features/territoires/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'

// Those who put money in a call; communes last, they are many.
const funderKinds = [
  'etat',
  'epci',
  'region',
  'departement',
  'caf',
  'ars',
  'cpam',
  'banque_publique',
  'education_nationale',
  'justice',
  'bailleur',
  'commune',
] as const

export type AppelChoices = Awaited<ReturnType<typeof listAppelChoices>>

/** What the form of a call chooses from. */
export async function listAppelChoices(tx: Tx, actor: Actor, at: IsoDate) {
  const organisations = await tx
    .selectFrom('organisation')
    .select(['id as value', 'nom as label', 'nature'])
    .where('archiveLe', 'is', null)
    .where('fusionneeDans', 'is', null)
    .where('nature', 'in', funderKinds)
    .orderBy('nom')
    .execute()
  const ranks = new Map<string, number>(funderKinds.map((kind, rank) => [kind, rank]))
  const rankOf = (nature: string) => ranks.get(nature) ?? funderKinds.length
  return {
    axes: await listAxeChoices(tx, actor, at),
    documents: await listDocumentChoices(tx, actor),
    perimetres: await listPerimetreChoices(tx),
    financeurs: organisations.toSorted((a, b) => rankOf(a.nature) - rankOf(b.nature)),
  }
}
