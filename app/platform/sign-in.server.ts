import { redirect } from 'react-router'
import { Refusal } from '#app/lib/errors.ts'
import { callAuth, cookiesOf } from './auth-call.server.ts'
import type { Services } from './services.server.ts'
import { countFailure, forgetFailures, refuseHeld } from './sign-in-guard.server.ts'

/**
 * Signs in with the library's own endpoint and follows: its cookies go to the browser, its limits apply.
 * @throws Refusal when the pair is wrong, or too many tries were made.
 */
export async function signIn(
  services: Services,
  request: Request,
  given: { courriel: string; motDePasse: string; suite: string },
): Promise<Response> {
  const { db } = services.database
  await refuseHeld(db, given.courriel, services.now())
  const body = { email: given.courriel, password: given.motDePasse }
  const answer = await callAuth(services, request, { path: '/sign-in/email', body })
  refuseTooMany(answer)
  if (!answer.ok) {
    await countFailure(db, given.courriel, services.now())
    throw new Refusal(
      'identifiants',
      'L’adresse ou le mot de passe ne correspond pas. Vérifiez-les, ou demandez un nouveau mot de passe.',
    )
  }
  await forgetFailures(db, given.courriel)
  const said: unknown = await answer.json()
  const needsSecondFactor = typeof said === 'object' && said !== null && 'twoFactorRedirect' in said
  const target = needsSecondFactor
    ? `/connexion/second-facteur?suite=${encodeURIComponent(given.suite)}`
    : given.suite
  return redirect(target, { headers: cookiesOf(answer) })
}

/** The second step of a sign-in: the six figures of the application, or one of the codes kept aside. */
export async function verifySecondFactor(
  services: Services,
  request: Request,
  given: { code: string; suite: string },
): Promise<Response> {
  const code = given.code.replaceAll(/\s/g, '')
  const path = /^\d{6}$/.test(code) ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code'
  const answer = await callAuth(services, request, { path, body: { code } })
  refuseTooMany(answer)
  if (!answer.ok)
    throw new Refusal(
      'code-refuse',
      'Ce code ne convient pas. Attendez le suivant dans votre application, ou utilisez un code de secours.',
    )
  return redirect(given.suite, { headers: cookiesOf(answer) })
}

/** The library answers 429 when one address tries too much. */
export function refuseTooMany(answer: Response): void {
  if (answer.status === 429)
    throw new Refusal(
      'trop-de-tentatives',
      'Trop d’essais en peu de temps. Attendez une minute, puis réessayez.',
    )
}

/** Where to go after signing in: a path of this site, never another site. */
export function safeSuite(asked: FormDataEntryValue | string | null): string {
  const path = typeof asked === 'string' ? asked : ''
  const isLocal = /^\/(?![/\\])/.test(path) && !/[\s\\]/.test(path)
  const isSignIn = path.startsWith('/connexion') && !path.startsWith('/connexion/invitation/')
  return isLocal && !isSignIn ? path : '/'
}
