import { createHash } from 'node:crypto'
import { NotFound } from '#app/lib/errors.ts'
import { type RouteArgs, servicesContext } from '#app/platform/http.server.ts'

const WINDOW_MS = 60_000
const REQUESTS = 120
const MOST_CLIENTS = 10_000

/** A wrong request of the interface, said as a problem. */
export class ApiProblem extends Error {
  readonly status: number

  constructor(status: number, detail: string) {
    super(detail)
    this.status = status
  }
}

const titles: Record<number, string> = {
  400: 'Demande incorrecte',
  404: 'Introuvable',
  429: 'Trop de demandes',
}

const open = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, HEAD, OPTIONS',
  'access-control-allow-headers': 'If-None-Match',
  'access-control-expose-headers': 'ETag, Link, RateLimit-Limit, RateLimit-Remaining, Retry-After',
}

export interface ApiBody {
  body: string
  type: string
  headers?: Record<string, string>
}

/** An answer of the interface: limited, cacheable, open to other sites; what goes wrong is a problem (RFC 9457). */
export async function apiAnswer(args: RouteArgs, work: () => Promise<ApiBody>): Promise<Response> {
  if (args.request.method === 'OPTIONS') return new Response(null, { status: 204, headers: open })
  const limit = spend(args)
  if (limit.left < 0)
    return problemResponse(new ApiProblem(429, 'Attendez avant de recommencer.'), {
      ...limit.headers,
      'retry-after': String(Math.ceil(limit.waitMs / 1000)),
    })
  try {
    return bodyResponse(args.request, await work(), limit.headers)
  } catch (error) {
    if (error instanceof ApiProblem) return problemResponse(error, limit.headers)
    if (error instanceof NotFound) return problemResponse(new ApiProblem(404, error.message), limit.headers)
    throw error
  }
}

function bodyResponse(
  request: Request,
  { body, type, headers }: ApiBody,
  more: Record<string, string>,
): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
  const all = {
    ...open,
    ...more,
    ...headers,
    etag,
    'cache-control': 'public, max-age=60',
    'content-type': type,
  }
  const known = (request.headers.get('if-none-match') ?? '')
    .split(',')
    .map((its) => its.trim().replace(/^W\//, ''))
  if (known.includes(etag) || known.includes('*')) return new Response(null, { status: 304, headers: all })
  return new Response(body, { headers: all })
}

function problemResponse({ status, message }: ApiProblem, headers: Record<string, string>): Response {
  const body = { type: 'about:blank', title: titles[status] ?? 'Erreur', status, detail: message }
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...open, ...headers, 'content-type': 'application/problem+json; charset=utf-8' },
  })
}

interface Bucket {
  used: number
  until: number
}

const buckets = new Map<string, Bucket>()

/** So many requests a minute from one address; counted in this process, which is all a small host has. */
function spend(args: RouteArgs): { left: number; waitMs: number; headers: Record<string, string> } {
  const now = args.context.get(servicesContext).now().getTime()
  const client = args.request.headers.get('x-maillage-client-ip') ?? ''
  if (buckets.size > MOST_CLIENTS) buckets.clear()
  const kept = buckets.get(client)
  const bucket = kept && kept.until > now ? kept : { used: 0, until: now + WINDOW_MS }
  bucket.used += 1
  buckets.set(client, bucket)
  const left = REQUESTS - bucket.used
  const headers = { 'ratelimit-limit': String(REQUESTS), 'ratelimit-remaining': String(Math.max(0, left)) }
  return { left, waitMs: bucket.until - now, headers }
}

/** An address of the interface, whole. */
export function apiUrl(args: RouteArgs, path: string): string {
  return `${args.context.get(servicesContext).config.publicUrl}/api/v1${path}`
}

export const json = (body: object, headers: Record<string, string> = {}): ApiBody => ({
  body: JSON.stringify(body),
  type: 'application/json; charset=utf-8',
  headers,
})
