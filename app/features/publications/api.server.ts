import { createHash } from 'node:crypto'
import { NotFound } from '#app/lib/errors.ts'
import { type RouteArgs, servicesContext } from '#app/platform/http.server.ts'
import { logger } from '#app/platform/log.server.ts'
import { openHeaders, problemResponse } from '#app/platform/problem.server.ts'

const WINDOW_MS = 60_000
const REQUESTS = 120
const MOST_CLIENTS = 10_000

/** A wrong request of the interface, said as a problem. */
export class ApiProblem extends Error {
  readonly status: number
  readonly headers: Record<string, string>

  constructor(status: number, detail: string, headers: Record<string, string> = {}) {
    super(detail)
    this.status = status
    this.headers = headers
  }
}

export interface ApiBody {
  body: string
  type: string
  headers?: Record<string, string>
}

/** Who asks, for the limit; a bearer of a token has a limit of its own, and its answers stay out of shared caches. */
export interface ApiClient {
  key: string
  most: number
  cache: 'public' | 'private'
}

/** An answer of the interface: limited, cacheable, open to other sites; what goes wrong is a problem (RFC 9457). */
export async function apiAnswer(
  args: RouteArgs,
  work: () => Promise<ApiBody>,
  client: ApiClient = anyone(args.request),
): Promise<Response> {
  const limit = spend(args, client)
  if (limit.left < 0)
    return problemResponse(
      { status: 429, detail: 'Attendez avant de recommencer.' },
      { ...limit.headers, 'retry-after': String(Math.ceil(limit.waitMs / 1000)) },
    )
  try {
    return bodyResponse(args.request, await work(), {
      ...limit.headers,
      'cache-control': `${client.cache}, max-age=60`,
      ...(client.cache === 'private' ? { vary: 'Authorization' } : {}),
    })
  } catch (error) {
    return problemOf(error, limit.headers)
  }
}

function problemOf(error: unknown, headers: Record<string, string>): Response {
  if (error instanceof ApiProblem)
    return problemResponse({ status: error.status, detail: error.message }, { ...headers, ...error.headers })
  if (error instanceof NotFound) return problemResponse({ status: 404, detail: error.message }, headers)
  logger.error({ err: error }, 'erreur inattendue de l’interface')
  return problemResponse({ status: 500, detail: 'Réessayez dans un instant.' }, headers)
}

const anyone = (request: Request): ApiClient => ({
  key: request.headers.get('x-maillage-client-ip') ?? '',
  most: REQUESTS,
  cache: 'public',
})

function bodyResponse(
  request: Request,
  { body, type, headers }: ApiBody,
  more: Record<string, string>,
): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
  const all = { ...openHeaders, ...more, ...headers, etag, 'content-type': type }
  const known = (request.headers.get('if-none-match') ?? '')
    .split(',')
    .map((its) => its.trim().replace(/^W\//, ''))
  if (known.includes(etag) || known.includes('*')) return new Response(null, { status: 304, headers: all })
  return new Response(body, { headers: all })
}

interface Bucket {
  used: number
  until: number
}

const buckets = new Map<string, Bucket>()

/** So many requests a minute from one client; counted in this process, which is all a small host has. */
function spend(args: RouteArgs, { key, most }: ApiClient) {
  const now = args.context.get(servicesContext).now().getTime()
  if (buckets.size > MOST_CLIENTS) buckets.clear()
  const kept = buckets.get(key)
  const bucket = kept && kept.until > now ? kept : { used: 0, until: now + WINDOW_MS }
  bucket.used += 1
  buckets.set(key, bucket)
  const left = most - bucket.used
  const headers = { 'ratelimit-limit': String(most), 'ratelimit-remaining': String(Math.max(0, left)) }
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
