import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { genericOAuth, magicLink, twoFactor } from 'better-auth/plugins'
import type pg from 'pg'
import { z } from 'zod'
import type { Config } from './config.server.ts'
import { type Identity, oidcProvider } from './oidc.server.ts'

export type Auth = ReturnType<typeof createAuth>

export interface AuthMail {
  to: string
  subject: string
  text: string
}

export interface AuthParts {
  pool: pg.Pool
  config: Config
  secret: string
  sendMail: (mail: AuthMail) => Promise<void>
  /** Asked for any address: who has no account gets nothing, who has a second factor is told to use it. */
  sendSignInLink: (courriel: string, jeton: string, suite: string) => Promise<void>
  /** Called with what an identity provider says, before the account is looked for. */
  rememberIdentity: (identity: Identity) => Promise<void>
}

/** Sign-in, sessions, second factor, single sign-on: all kept by better-auth, in its own tables (`auth_…`). */
export function createAuth(parts: AuthParts) {
  const { config } = parts
  return betterAuth({
    appName: 'Maillage',
    database: parts.pool,
    secret: parts.secret,
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    trustedOrigins: [config.publicUrl],
    telemetry: { enabled: false },
    logger: { level: 'error' },
    ...tables,
    rateLimit,
    advanced: advancedOf(config),
    emailAndPassword: passwordsOf(parts),
    plugins: [
      twoFactor({
        issuer: 'Maillage',
        schema: { twoFactor: { modelName: 'auth_two_factor' } },
        // Somebody who only signs in through a provider has no password to type again.
        allowPasswordless: true,
      }),
      magicLink({
        disableSignUp: true,
        expiresIn: SIGN_IN_LINK_MINUTES * 60,
        storeToken: 'hashed',
        sendMagicLink: async ({ email, token, metadata }) =>
          parts.sendSignInLink(email, token, suiteOf(metadata)),
      }),
      ...(config.oidc ? [genericOAuth({ config: [oidcProvider(config.oidc, parts.rememberIdentity)] })] : []),
    ],
  })
}

function passwordsOf(parts: AuthParts): NonNullable<BetterAuthOptions['emailAndPassword']> {
  return {
    enabled: true,
    disableSignUp: true,
    minPasswordLength: PASSWORD_LENGTHS.min,
    maxPasswordLength: PASSWORD_LENGTHS.max,
    revokeSessionsOnPasswordReset: true,
    resetPasswordTokenExpiresIn: 60 * 60,
    sendResetPassword: async ({ user, token }) =>
      parts.sendMail(resetMail(user.email, `${parts.config.publicUrl}/connexion/mot-de-passe/${token}`)),
    onPasswordReset: async ({ user }) => parts.sendMail(passwordChangedMail(user.email)),
  }
}

export const SIGN_IN_LINK_MINUTES = 15

function suiteOf(metadata: unknown): string {
  return z.object({ suite: z.string() }).catch({ suite: '/' }).parse(metadata).suite
}

export const PASSWORD_LENGTHS = { min: 12, max: 128 }

const tables = {
  user: { modelName: 'auth_user' },
  session: { modelName: 'auth_session', expiresIn: 60 * 60 * 12, updateAge: 60 * 60 },
  // An identity that carries a known address is not that account until an administrator says so.
  account: { modelName: 'auth_account', accountLinking: { enabled: true, disableImplicitLinking: true } },
  verification: { modelName: 'auth_verification' },
}

const rateLimit = {
  enabled: true,
  storage: 'database' as const,
  modelName: 'auth_rate_limit',
  window: 60,
  max: 100,
  customRules: {
    '/sign-in/email': { window: 60, max: 10 },
    // A whole office may stand behind one address; nothing is guessed here.
    '/sign-in/social': { window: 60, max: 60 },
    '/two-factor/*': { window: 60, max: 10 },
    '/request-password-reset': { window: 60, max: 5 },
    '/sign-in/magic-link': { window: 60, max: 5 },
    '/magic-link/verify': { window: 60, max: 20 },
    '/reset-password': { window: 60, max: 10 },
    '/change-password': { window: 60, max: 10 },
  },
}

function advancedOf(config: Config) {
  return {
    database: { generateId: 'uuid' as const },
    cookiePrefix: 'maillage',
    useSecureCookies: config.publicUrl.startsWith('https://'),
    defaultCookieAttributes: { sameSite: 'lax' as const, httpOnly: true },
    // Without a trusted header every client would share one rate-limit bucket.
    ipAddress: { ipAddressHeaders: ['x-maillage-client-ip'] },
  }
}

function resetMail(to: string, url: string): AuthMail {
  const text = `Bonjour,\n\nVous avez demandé à changer votre mot de passe Maillage. Ouvrez ce lien dans l’heure :\n${url}\n\nSi vous n’avez rien demandé, ignorez ce message : rien ne change.\n`
  return { to, subject: 'Changer votre mot de passe Maillage', text }
}

/** Told to the owner of an account, whoever changed its password and however. */
export function passwordChangedMail(to: string): AuthMail {
  const text =
    'Bonjour,\n\nLe mot de passe de votre compte Maillage vient de changer, et vos autres appareils sont déconnectés.\n\nSi ce n’était pas vous, demandez tout de suite un nouveau mot de passe sur la page de connexion, et prévenez la direction du projet.\n'
  return { to, subject: 'Votre mot de passe Maillage a changé', text }
}
