import { redirect } from 'react-router'
import { Refusal } from '#app/lib/errors.ts'
import type { Services } from './services.server.ts'

/**
 * Signs in with the library's own endpoint and follows: its cookies go to the browser, its limits apply.
 * @throws Refusal when the pair is wrong, or too many tries were made.
 */
export async function signIn(
  services: Services,
  request: Request,
  given: { courriel: string; motDePasse: string; suite: string },
): Promise<Response> {
  const answer = await services.auth.handler(signInRequest(services, request, given))
  if (answer.status === 429)
    throw new Refusal(
      'trop-de-tentatives',
      'Trop d’essais en peu de temps. Attendez une minute, puis réessayez.',
    )
  if (!answer.ok)
    throw new Refusal(
      'identifiants',
      'L’adresse ou le mot de passe ne correspond pas. Vérifiez-les, ou demandez un nouveau mot de passe.',
    )
  const body: unknown = await answer.json()
  const needsSecondFactor = typeof body === 'object' && body !== null && 'twoFactorRedirect' in body
  const target = needsSecondFactor
    ? `/connexion/second-facteur?suite=${encodeURIComponent(given.suite)}`
    : given.suite
  return redirect(target, { headers: cookiesOf(answer) })
}

function signInRequest(
  services: Services,
  request: Request,
  given: { courriel: string; motDePasse: string },
): Request {
  const headers = new Headers({
    'content-type': 'application/json',
    origin: new URL(services.config.publicUrl).origin,
  })
  for (const name of ['user-agent', 'x-maillage-client-ip']) {
    const value = request.headers.get(name)
    if (value) headers.set(name, value)
  }
  return new Request(`${services.config.publicUrl}/api/auth/sign-in/email`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ email: given.courriel, password: given.motDePasse }),
  })
}

function cookiesOf(answer: Response): Headers {
  const headers = new Headers()
  for (const cookie of answer.headers.getSetCookie()) headers.append('set-cookie', cookie)
  return headers
}

/** Where to go after signing in: a path of this site, never another site. */
export function safeSuite(asked: FormDataEntryValue | string | null): string {
  const path = typeof asked === 'string' ? asked : ''
  const isLocal = /^\/(?![/\\])/.test(path) && !/[\s\\]/.test(path) && !path.startsWith('/connexion')
  return isLocal ? path : '/'
}
