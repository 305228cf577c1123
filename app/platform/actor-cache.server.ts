import { parisDate } from '#app/lib/paris-time.ts'
import { findActor } from './actors.server.ts'
import { readCookie } from './cookies.ts'
import { findCompte } from './find-compte.server.ts'
import type { Actor } from './permissions.ts'
import type { Services } from './services.server.ts'

/**
 * Who asks, kept a few seconds: one page makes several requests, and reading session and roles costs more than the
 * page itself. A role or a session taken away stops working within this delay; signing out here forgets at once.
 */
const KEPT_MS = 3_000
const MOST = 2_000

type Kept = { actor: Actor | null; until: number }

const caches = new WeakMap<Services, Map<string, Kept>>()

export async function actorOf(
  services: Services,
  request: Request,
  slug: string,
): Promise<{ actor: Actor | null; signedIn: boolean }> {
  const token = sessionToken(request)
  if (!token) return { actor: null, signedIn: false }
  const cache = cacheOf(services)
  const key = `${token} ${slug}`
  const now = services.now().getTime()
  const kept = cache.get(key)
  if (kept && kept.until > now) return { actor: kept.actor, signedIn: true }
  const compte = await findCompte(services, request)
  if (!compte) return { actor: null, signedIn: false }
  const actor = await findActor(services.database.db, {
    compteId: compte.id,
    slug,
    today: parisDate(services.now()),
  })
  if (cache.size >= MOST) cache.clear()
  cache.set(key, { actor, until: now + KEPT_MS })
  return { actor, signedIn: true }
}

/** Forgets a session at once, in every territory. */
export function forgetSession(services: Services, request: Request): void {
  const token = sessionToken(request)
  const cache = cacheOf(services)
  for (const key of cache.keys()) if (token && key.startsWith(`${token} `)) cache.delete(key)
}

function cacheOf(services: Services): Map<string, Kept> {
  const known = caches.get(services) ?? new Map<string, Kept>()
  caches.set(services, known)
  return known
}

// The signed cookie as a whole is the key: a forged signature never meets the entry of a good one.
function sessionToken(request: Request): string | null {
  return (
    readCookie(request, 'maillage.session_token') ?? readCookie(request, '__Secure-maillage.session_token')
  )
}
