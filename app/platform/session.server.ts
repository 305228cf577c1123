import { type RouterContextProvider, redirect } from 'react-router'
import { NotFound } from '#app/lib/errors.ts'
import { parisDate } from '#app/lib/paris-time.ts'
import { findActor } from './actors.server.ts'
import { actorContext, answering, servicesContext } from './http.server.ts'
import type { Actor } from './permissions.ts'
import type { Services } from './services.server.ts'

export interface Compte {
  id: string
  courriel: string
  nom: string
}

/** The signed-in account, or null. */
export async function findCompte(services: Services, request: Request): Promise<Compte | null> {
  const session = await services.auth.api.getSession({ headers: request.headers })
  return session ? { id: session.user.id, courriel: session.user.email, nom: session.user.name } : null
}

/** The signed-in account; a visitor is sent to the sign-in page and comes back after. */
export async function requireCompte(services: Services, request: Request): Promise<Compte> {
  const compte = await findCompte(services, request)
  if (compte) return compte
  const { pathname, search } = new URL(request.url)
  throw redirect(`/connexion?suite=${encodeURIComponent(pathname + search)}`)
}

/**
 * The person in the territory of the address, kept in the context for the pages below. An account without an active
 * role there gets the answer of a territory that does not exist.
 */
export async function enterTerritoire(args: {
  request: Request
  context: Readonly<RouterContextProvider>
  slug: string
}): Promise<Actor> {
  const services = args.context.get(servicesContext)
  const compte = await requireCompte(services, args.request)
  const today = parisDate(services.now())
  return answering(async () => {
    const actor = await findActor(services.database.db, { compteId: compte.id, slug: args.slug, today })
    if (!actor) throw new NotFound()
    args.context.set(actorContext, actor)
    return actor
  })
}
