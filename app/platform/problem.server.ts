/** How the public interface speaks to every client: open to other sites, and what goes wrong is a problem (RFC 9457). */

export const openHeaders = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, HEAD, OPTIONS',
  'access-control-allow-headers': 'Authorization, If-None-Match',
  'access-control-expose-headers': 'ETag, Link, RateLimit-Limit, RateLimit-Remaining, Retry-After',
} as const

const titles: Record<number, string> = {
  400: 'Demande incorrecte',
  401: 'Jeton absent ou refusé',
  403: 'Hors de la portée du jeton',
  404: 'Introuvable',
  405: 'Méthode refusée',
  414: 'Adresse trop longue',
  429: 'Trop de demandes',
  500: 'Erreur de notre côté',
}

export function problemResponse(
  { status, detail }: { status: number; detail: string },
  headers: Record<string, string> = {},
): Response {
  const body = { type: 'about:blank', title: titles[status] ?? 'Erreur', status, detail }
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      ...openHeaders,
      'cache-control': 'no-store',
      ...headers,
      'content-type': 'application/problem+json; charset=utf-8',
    },
  })
}
