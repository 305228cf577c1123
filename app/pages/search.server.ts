import type { Tx } from '#app/db/connection.server.ts'
import { searchFiches } from '#app/features/fiches/index.server.ts'
import { listOrganisations } from '#app/features/organisations/index.server.ts'
import { findCommunes } from '#app/features/territoires/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'
import type { Found } from '#app/ui/command-palette.tsx'

export interface Search {
  tx: Tx
  actor: Actor
  at: IsoDate
  query: string
}

/** What this person may see that answers to these words, a few of each kind. */
export async function searchEverywhere(search: Search): Promise<Found[]> {
  const { tx, actor, at, query } = search
  const base = `/t/${actor.territoireSlug}`
  const communes = await findCommunes(tx, query)
  const organisations = await listOrganisations(
    tx,
    actor,
    { search: query, tri: { by: 'nom', descending: false } },
    { at, page: 1 },
  )
  const fiches = await searchFiches(tx, actor, query)
  return [
    ...fiches.map((its) => ({
      to: `${base}/fiches/${its.code}`,
      label: `${its.code} ${its.titre}`,
      kind: 'Fiche action',
    })),
    ...communes.map((its) => ({ to: `${base}/commune/${its.code}`, label: its.nom, kind: 'Commune' })),
    ...organisations.rows
      .slice(0, 8)
      .map((its) => ({ to: `${base}/organisations/${its.id}`, label: its.nom, kind: 'Organisation' })),
  ]
}
