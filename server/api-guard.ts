import { createMiddleware } from 'hono/factory'
import { openHeaders, problemResponse } from '#app/platform/problem.server.ts'

const PROBLEM = 'application/problem+json'

/**
 * Around the interface: it is read only, answers the browsers that ask before reading, and whatever the pages below
 * would have said as a page (an address that leads nowhere, one that cannot be decoded, a failure) is a problem.
 */
export const apiGuard = createMiddleware(async (c, next) => {
  const { method } = c.req
  if (method === 'OPTIONS') return new Response(null, { status: 204, headers: openHeaders })
  if (method !== 'GET' && method !== 'HEAD')
    return problemResponse(
      { status: 405, detail: 'Cette interface se lit : GET, HEAD ou OPTIONS.' },
      { allow: 'GET, HEAD, OPTIONS' },
    )
  // The one character that no text of the database may hold.
  if (/%00/.test(c.req.url))
    return problemResponse({ status: 400, detail: 'L’adresse contient un caractère nul.' })
  await next()
  const { status, headers } = c.res
  if (status < 400 || headers.get('content-type')?.startsWith(PROBLEM)) return
  const detail = status < 500 ? 'Rien ne répond à cette adresse.' : 'Réessayez dans un instant.'
  c.res = undefined
  c.res = problemResponse({ status: status < 500 ? 404 : 500, detail })
  return
})
