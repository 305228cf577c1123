import { randomBytes } from 'node:crypto'
import { createMiddleware } from 'hono/factory'
import type { Config } from '#app/platform/config.server.ts'

declare module 'hono' {
  interface ContextVariableMap {
    nonce: string
  }
}

/** Strict headers on every answer; scripts and styles only from here, inline ones only with the page's nonce. */
export function securityHeaders(config: Config) {
  return createMiddleware(async (c, next) => {
    const nonce = randomBytes(16).toString('base64')
    c.set('nonce', nonce)
    await next()
    const headers = c.res.headers
    const framed = isWidget(c.req.path)
    headers.set('content-security-policy', policy(nonce, framed))
    headers.set('x-content-type-options', 'nosniff')
    headers.set('referrer-policy', 'same-origin')
    if (!framed) headers.set('x-frame-options', 'DENY')
    headers.set('cross-origin-opener-policy', 'same-origin')
    headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()')
    if (config.publicUrl.startsWith('https://')) headers.set('strict-transport-security', 'max-age=31536000')
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
  })
}

/** The only pages that other sites may show inside theirs: public, without a form nor a program. */
function isWidget(path: string): boolean {
  return /^\/p\/[^/]+\/widgets\/[^/]+$/.test(path)
}

function policy(nonce: string, framed: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    framed ? 'frame-ancestors *' : "frame-ancestors 'none'",
  ].join('; ')
}
