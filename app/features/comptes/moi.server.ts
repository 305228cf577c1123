import { z } from 'zod'
import { Refusal } from '#app/lib/errors.ts'
import { passwordChangedMail } from '#app/platform/auth.server.ts'
import { callAuth, cookiesOf } from '#app/platform/auth-call.server.ts'
import { queueMail } from '#app/platform/mail.server.ts'
import type { Services } from '#app/platform/services.server.ts'
import { refuseTooMany } from '#app/platform/sign-in.server.ts'
import { readNewPassword } from './mot-de-passe.rules.ts'

export interface SessionLine {
  id: string
  appareil: string
  adresse: string
  depuis: Date
  courante: boolean
}

const sessionRow = z.object({
  id: z.string(),
  token: z.string(),
  userAgent: z.string().nullish(),
  ipAddress: z.string().nullish(),
  createdAt: z.coerce.date(),
})

async function listRows(services: Services, request: Request) {
  const answer = await callAuth(services, request, { path: '/list-sessions' })
  return z.array(sessionRow).parse(await answer.json())
}

/** Where one is signed in, this device first. */
export async function listSessions(services: Services, request: Request): Promise<SessionLine[]> {
  const current = await services.auth.api.getSession({ headers: request.headers })
  const rows = await listRows(services, request)
  return rows
    .map((row) => ({
      id: row.id,
      appareil: deviceOf(row.userAgent ?? ''),
      adresse: row.ipAddress ?? '',
      depuis: row.createdAt,
      courante: row.id === current?.session.id,
    }))
    .sort((a, b) => Number(b.courante) - Number(a.courante) || b.depuis.getTime() - a.depuis.getTime())
}

function deviceOf(userAgent: string): string {
  const browser = ['Firefox', 'Edg', 'Chrome', 'Safari'].find((name) => userAgent.includes(name))
  const system = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS', 'Linux'].find((name) =>
    userAgent.includes(name),
  )
  return [browser === 'Edg' ? 'Edge' : browser, system].filter(Boolean).join(', ') || 'Appareil inconnu'
}

/** What the page of one's own account does through the authentication library. */
export interface AccountAnswer {
  said: string
  headers: Headers
}

/** Signs one device out, or all the others. */
export async function endSession(
  services: Services,
  request: Request,
  id: string | null,
): Promise<AccountAnswer> {
  if (id === null) {
    const answer = await callAuth(services, request, { path: '/revoke-other-sessions', body: {} })
    return { said: 'Les autres appareils sont déconnectés.', headers: cookiesOf(answer) }
  }
  const row = (await listRows(services, request)).find((its) => its.id === id)
  if (!row) throw new Refusal('session-absente', 'Cet appareil est déjà déconnecté : rechargez la page.')
  const answer = await callAuth(services, request, { path: '/revoke-session', body: { token: row.token } })
  return { said: 'Appareil déconnecté.', headers: cookiesOf(answer) }
}

/** Changes the password, which signs the other devices out. */
export async function changePassword(
  services: Services,
  request: Request,
  form: FormData,
): Promise<AccountAnswer> {
  const body = {
    currentPassword: String(form.get('actuel') ?? ''),
    newPassword: readNewPassword(form),
    revokeOtherSessions: true,
  }
  const answer = await callAuth(services, request, { path: '/change-password', body })
  refuseTooMany(answer)
  if (!answer.ok)
    throw new Refusal('mot-de-passe-actuel', 'Le mot de passe actuel ne correspond pas : rien n’est changé.')
  const owner = changed.parse(await answer.json()).user.email
  await queueMail(services.database.db, passwordChangedMail(owner))
  return { said: 'Mot de passe changé ; les autres appareils sont déconnectés.', headers: cookiesOf(answer) }
}

const changed = z.object({ user: z.object({ email: z.string() }) })

const prepared = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) })

/** Begins a second factor: the secret for the application, and the codes to keep aside. */
export async function prepareSecondFactor(services: Services, request: Request, password: string) {
  const answer = await callAuth(services, request, { path: '/two-factor/enable', body: { password } })
  refuseTooMany(answer)
  if (!answer.ok) throw new Refusal('mot-de-passe-actuel', 'Le mot de passe ne correspond pas.')
  return prepared.parse(await answer.json())
}

/** Ends the beginning: a first code proves that the application is set. */
export async function confirmSecondFactor(
  services: Services,
  request: Request,
  code: string,
): Promise<AccountAnswer> {
  const body = { code: code.replaceAll(/\s/g, '') }
  const answer = await callAuth(services, request, { path: '/two-factor/verify-totp', body })
  refuseTooMany(answer)
  if (!answer.ok)
    throw new Refusal(
      'code-refuse',
      'Ce code ne convient pas. Vérifiez l’heure du téléphone et tapez le code suivant.',
    )
  return { said: 'Second facteur activé : il sera demandé à chaque connexion.', headers: cookiesOf(answer) }
}

export async function removeSecondFactor(
  services: Services,
  request: Request,
  password: string,
): Promise<AccountAnswer> {
  const answer = await callAuth(services, request, { path: '/two-factor/disable', body: { password } })
  refuseTooMany(answer)
  if (!answer.ok) throw new Refusal('mot-de-passe-actuel', 'Le mot de passe ne correspond pas.')
  return { said: 'Second facteur retiré.', headers: cookiesOf(answer) }
}
