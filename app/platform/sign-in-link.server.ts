import { sql } from 'kysely'
import { redirect } from 'react-router'
import { z } from 'zod'
import type { Db } from '#app/db/connection.server.ts'
import { Refusal } from '#app/lib/errors.ts'
import { SIGN_IN_LINK_MINUTES } from './auth.server.ts'
import { callAuth, cookiesOf } from './auth-call.server.ts'
import type { Config } from './config.server.ts'
import { queueMail } from './mail.server.ts'
import type { Services } from './services.server.ts'
import { refuseTooMany } from './sign-in.server.ts'

/**
 * Whether a sign-in link may be asked for: only where mail really leaves. Without it the administrators read the
 * outbox, and a link is a key.
 */
export function offersSignInLink(config: Config): boolean {
  return config.smtpUrl !== null
}

/** Asks for a link by mail. Nothing says whether the address has an account. @throws Refusal after too many asks */
export async function askSignInLink(
  services: Services,
  request: Request,
  given: { courriel: string; suite: string },
): Promise<void> {
  if (!offersSignInLink(services.config))
    throw new Refusal(
      'sans-courriel',
      'Cette installation n’envoie pas de courriel : utilisez votre mot de passe.',
    )
  const body = { email: given.courriel.trim().toLowerCase(), metadata: { suite: given.suite } }
  refuseTooMany(await callAuth(services, request, { path: '/sign-in/magic-link', body }))
}

/** What the library calls with a fresh link: the mail of an account, and nothing for an address without one. */
export async function mailSignInLink(
  db: Db,
  config: Config,
  asked: { courriel: string; jeton: string; suite: string },
): Promise<void> {
  const { rows } = await sql<{ protege: boolean }>`select coalesce("twoFactorEnabled", false) as protege
    from auth_user where email = ${asked.courriel}`.execute(db)
  const [account] = rows
  if (!account) return
  const url = `${config.publicUrl}/connexion/lien/${asked.jeton}?suite=${encodeURIComponent(asked.suite)}`
  const text = account.protege
    ? `Bonjour,\n\nVous avez demandé un lien pour vous connecter à Maillage. Votre compte demande un second facteur : un lien ne suffit pas. Connectez-vous avec votre mot de passe et votre code : ${config.publicUrl}/connexion\n`
    : `Bonjour,\n\nPour vous connecter à Maillage, ouvrez ce lien dans les ${SIGN_IN_LINK_MINUTES} minutes. Il sert une seule fois :\n${url}\n\nSi vous n’avez rien demandé, ignorez ce message : personne n’est entré.\n`
  await queueMail(db, { to: asked.courriel, subject: 'Votre lien de connexion à Maillage', text })
}

const entered = z.object({ user: z.object({ twoFactorEnabled: z.boolean().nullish() }) })

/** Signs in with a link, once. @throws Refusal when it is too old, was used, or the account asks for more than a link */
export async function enterByLink(
  services: Services,
  request: Request,
  given: { jeton: string; suite: string },
): Promise<Response> {
  const path = `/magic-link/verify?token=${encodeURIComponent(given.jeton)}`
  const answer = await callAuth(services, request, { path })
  refuseTooMany(answer)
  const said = answer.ok ? entered.safeParse(await answer.json()) : null
  if (!said?.success)
    throw new Refusal(
      'lien-perime',
      'Ce lien ne sert plus : il a déjà servi, ou il est trop ancien. Demandez-en un autre.',
    )
  if (said.data.user.twoFactorEnabled) {
    const cookie = answer.headers
      .getSetCookie()
      .map((its) => its.split(';')[0])
      .join('; ')
    await callAuth(services, new Request(request.url, { headers: { cookie } }), {
      path: '/sign-out',
      body: {},
    })
    throw new Refusal(
      'second-facteur',
      'Votre compte demande un second facteur : connectez-vous avec votre mot de passe et votre code.',
    )
  }
  return redirect(given.suite, { headers: cookiesOf(answer) })
}
