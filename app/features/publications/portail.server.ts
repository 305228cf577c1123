import type { Tx } from '#app/db/connection.server.ts'
import { inTerritoire } from '#app/db/territoire.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import { answering, type RouteArgs, servicesContext } from '#app/platform/http.server.ts'
import { getPortail } from './portail.commands.server.ts'

/** The public pages of one territory: what its open portal says of itself. */
export interface Portail {
  territoireId: string
  slug: string
  nom: string
  accroche: string
  presentation: string
  participer: string
  courriel: string
}

/**
 * Runs reads of an open portal. Anybody may ask: a territory that does not exist and one whose portal is closed answer
 * alike. What is read inside is `publication` and `portail` only, never the live tables of the territory.
 */
export async function readPortail<Result>(
  args: RouteArgs,
  slug: string,
  work: (tx: Tx, portail: Portail) => Promise<Result>,
): Promise<Result> {
  const { db } = args.context.get(servicesContext).database
  return answering(async () => {
    const territoire = await db
      .selectFrom('territoire')
      .select(['id', 'nom'])
      .where('slug', '=', slug)
      .executeTakeFirst()
    if (!territoire) throw new NotFound('Cette page n’existe pas.')
    return inTerritoire(db, territoire.id, async (tx) => {
      const { ouvert, accroche, presentation, participer, courriel } = await getPortail(tx)
      if (!ouvert) throw new NotFound('Cette page n’existe pas.')
      const { id: territoireId, nom } = territoire
      return work(tx, { territoireId, slug, nom, accroche, presentation, participer, courriel })
    })
  })
}

/** The addresses of the open portals, for robots. */
export async function listOpenPortails(args: RouteArgs): Promise<Array<{ slug: string; nom: string }>> {
  const { db } = args.context.get(servicesContext).database
  return db
    .selectFrom('territoire as t')
    .innerJoin('portail as p', 'p.territoireId', 't.id')
    .select(['t.slug', 't.nom'])
    .where('p.ouvert', '=', true)
    .orderBy('t.slug')
    .execute()
}
