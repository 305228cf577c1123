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
