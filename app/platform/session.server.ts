import { type RouterContextProvider, redirect } from 'react-router'
import { NotFound } from '#app/lib/errors.ts'
import { actorOf } from './actor-cache.server.ts'
import { type Compte, findCompte } from './find-compte.server.ts'
import { actorContext, answering, servicesContext } from './http.server.ts'
import type { Actor } from './permissions.ts'
import type { Services } from './services.server.ts'

/** The signed-in account; a visitor is sent to the sign-in page and comes back after. */
export async function requireCompte(services: Services, request: Request): Promise<Compte> {
  const compte = await findCompte(services, request)
  if (compte) return compte
  throw toSignIn(request)
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
  const { actor, signedIn } = await actorOf(services, args.request, args.slug)
  if (!signedIn) throw toSignIn(args.request)
  return answering(async () => {
    if (!actor) throw new NotFound()
    args.context.set(actorContext, actor)
    return actor
  })
}

function toSignIn(request: Request): Response {
  const { pathname, search } = new URL(request.url)
  return redirect(`/connexion?suite=${encodeURIComponent(pathname + search)}`)
}
