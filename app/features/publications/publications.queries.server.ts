import type { Tx } from '#app/db/connection.server.ts'
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
