import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { visibleFiches } from '#app/features/fiches/index.server.ts'
import { publishedEtats } from '#app/features/fiches/index.words.ts'
import { Refusal } from '#app/lib/errors.ts'
import type { Visit } from '#app/platform/http.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { publicNatures } from './public.schema.ts'
import { snapshotOf, type Target } from './snapshot.server.ts'

export interface PublishedState {
  /** Where it is on the portal. */
  path: string
  edition: number
  publieLe: string
  empreinte: string
}

/** What is on the portal of a thing, or null. */
export async function publicationOf(
  tx: Tx,
  actor: Actor,
  { nature, id }: Target,
): Promise<PublishedState | null> {
  const row = await tx
    .selectFrom('publication')
    .select(['adresse', 'edition', 'publieLe', 'empreinte'])
    .where('nature', '=', nature)
    .where('objetId', '=', id)
    .where('retireLe', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const { edition, publieLe, empreinte, adresse } = row
  const path = `/p/${actor.territoireSlug}/${publicNatures[nature].chemin}/${adresse}`
  return { path, edition, publieLe: publieLe.toISOString(), empreinte }
}

/** What the publication card shows: is it there, has the project changed since, could it be. */
export async function publicationCard(visit: Visit, target: Target) {
  const published = await publicationOf(visit.tx, visit.actor, target)
  const base = { published, canPublish: can(visit.actor, 'publications.publier') }
  try {
    const { empreinte } = await snapshotOf(visit, target)
    return { ...base, changed: published !== null && published.empreinte !== empreinte, refusal: null }
  } catch (error) {
    if (error instanceof Refusal) return { ...base, changed: false, refusal: error.message }
    throw error
  }
}

export type PublicationCard = Awaited<ReturnType<typeof publicationCard>>

/** Everything that is on the portal, for its settings. */
export async function listOnline(tx: Tx) {
  const rows = await tx
    .selectFrom('publication')
    .select(['nature', 'objetId', 'adresse', 'titre', 'resume', 'edition', 'publieLe'])
    .where('retireLe', 'is', null)
    .orderBy('nature')
    .orderBy('titre')
    .execute()
  return rows.map((row) => ({ ...row, publieLe: row.publieLe.toISOString() }))
}

/** The validated fiches that are not on the portal. */
export async function listPublishable(tx: Tx, actor: Actor): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select e.id from fiche e where e.territoire_id = territoire_courant() and ${visibleFiches(actor)}
      and e.etat = any(${[...publishedEtats]}::text[])
      and not exists (select from publication p where p.territoire_id = e.territoire_id and p.nature = 'fiche' and p.objet_id = e.id and p.retire_le is null)
    order by e.code`.execute(tx)
  return rows.map(({ id }) => id)
}

/** How many they are. */
export async function countPublishable(tx: Tx, actor: Actor): Promise<number> {
  return (await listPublishable(tx, actor)).length
}
