import { createContext } from 'react-router'
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
  courriel: string
}

/** Set by the frame of the portal for the pages inside it. */
export const portailContext = createContext<Portail>()

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
      const { ouvert, accroche, presentation, courriel } = await getPortail(tx)
      if (!ouvert) throw new NotFound('Cette page n’existe pas.')
      const { id: territoireId, nom } = territoire
      return work(tx, { territoireId, slug, nom, accroche, presentation, courriel })
    })
  })
}

/** The addresses of the open portals, for robots. */
export async function listOpenPortails(args: RouteArgs): Promise<string[]> {
  const { db } = args.context.get(servicesContext).database
  const rows = await db
    .selectFrom('territoire as t')
    .innerJoin('portail as p', 'p.territoireId', 't.id')
    .select('t.slug')
    .where('p.ouvert', '=', true)
    .orderBy('t.slug')
    .execute()
  return rows.map(({ slug }) => slug)
}
