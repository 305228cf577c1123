import { betterAuth } from 'better-auth'
import { genericOAuth, twoFactor } from 'better-auth/plugins'
import type pg from 'pg'
import type { Config } from './config.server.ts'
import { oidcProvider } from './oidc.server.ts'

export type Auth = ReturnType<typeof createAuth>

export interface AuthMail {
  to: string
  subject: string
  text: string
}

/** Sign-in, sessions, second factor, single sign-on: all kept by better-auth, in its own tables (`auth_…`). */
export function createAuth(options: {
  pool: pg.Pool
  config: Config
  secret: string
  sendMail: (mail: AuthMail) => Promise<void>
}) {
  const { config } = options
  return betterAuth({
    appName: 'Maillage',
    database: options.pool,
    secret: options.secret,
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    trustedOrigins: [config.publicUrl],
    telemetry: { enabled: false },
    user: { modelName: 'auth_user' },
    session: { modelName: 'auth_session', expiresIn: 60 * 60 * 12, updateAge: 60 * 60 },
    account: { modelName: 'auth_account', accountLinking: { enabled: true, trustedProviders: [] } },
    verification: { modelName: 'auth_verification' },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'auth_rate_limit',
      window: 60,
      max: 100,
      customRules: { '/sign-in/email': { window: 60, max: 10 }, '/two-factor/*': { window: 60, max: 10 } },
    },
    advanced: {
      database: { generateId: 'uuid' },
      cookiePrefix: 'maillage',
      useSecureCookies: config.publicUrl.startsWith('https://'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
      // Without a trusted header every client would share one rate-limit bucket.
      ipAddress: { ipAddressHeaders: ['x-maillage-client-ip'] },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: 60 * 60,
      sendResetPassword: async ({ user, url }) => options.sendMail(resetMail(user.email, url)),
    },
    plugins: [
      twoFactor({ issuer: 'Maillage', schema: { twoFactor: { modelName: 'auth_two_factor' } } }),
      ...(config.oidc ? [genericOAuth({ config: [oidcProvider(config.oidc)] })] : []),
    ],
  })
}

function resetMail(to: string, url: string): AuthMail {
  const text = `Bonjour,\n\nVous avez demandé à changer votre mot de passe Maillage. Ouvrez ce lien dans l’heure :\n${url}\n\nSi vous n’avez rien demandé, ignorez ce message : rien ne change.\n`
  return { to, subject: 'Changer votre mot de passe Maillage', text }
}
