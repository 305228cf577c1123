import type { Services } from './services.server.ts'

/**
 * Calls an endpoint of the authentication library as the browser would: its limits apply, its cookies come back in
 * the answer. Never `auth.api` for what somebody could try many times: that door has no limit.
 */
export function callAuth(
  services: Services,
  request: Request,
  call: { path: string; body?: Record<string, unknown> },
): Promise<Response> {
  const headers = new Headers({ origin: new URL(services.config.publicUrl).origin })
  for (const name of ['user-agent', 'x-maillage-client-ip', 'cookie']) {
    const value = request.headers.get(name)
    if (value) headers.set(name, value)
  }
  const address = `${services.config.publicUrl}/api/auth${call.path}`
  if (!call.body) return services.auth.handler(new Request(address, { headers }))
  headers.set('content-type', 'application/json')
  return services.auth.handler(
    new Request(address, { method: 'POST', headers, body: JSON.stringify(call.body) }),
  )
}

/** The cookies that an answer sets, for the answer we make of it. */
export function cookiesOf(answer: Response): Headers {
  const headers = new Headers()
  for (const cookie of answer.headers.getSetCookie()) headers.append('set-cookie', cookie)
  return headers
}
