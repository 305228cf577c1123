import { resolve } from 'node:path'
import { z } from 'zod'

/**
 * Everything the environment may say, read once, parsed, with the French sentence for what is wrong.
 * Nothing else in the code reads process.env.
 */
const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  HOST: z.string().min(1).optional(),
  MAILLAGE_DATA: z.string().min(1).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional(),
  MAILLAGE_URL: z.url().optional(),
  MAILLAGE_SECRET: z.string().min(32).optional(),
  MAILLAGE_DEMO: z.enum(['oui', 'non']).optional(),
  MAILLAGE_TRUSTED_PROXY: z.enum(['oui', 'non']).optional(),
  MAILLAGE_WEBHOOKS_PRIVES: z.enum(['oui', 'non']).optional(),
  MAILLAGE_GEOCODAGE_URL: z.union([z.url(), z.literal('non')]).optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//)
    .optional(),
  MAILLAGE_MAIL_FROM: z.string().min(3).optional(),
  OIDC_DISCOVERY_URL: z.url().optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_LABEL: z.string().min(1).optional(),
})

const GEOPLATEFORME = 'https://data.geopf.fr/geocodage/search'

export interface OidcConfig {
  discoveryUrl: string
  clientId: string
  clientSecret: string
  label: string
}

export interface Config {
  production: boolean
  host: string
  port: number
  dataDir: string
  databaseUrl: string | null
  publicUrl: string
  /** Null: one is made at the first start and kept in the data folder. */
  secret: string | null
  demo: boolean
  trustedProxy: boolean
  /** Events may be sent to addresses of the private network; never, unless the installation says so. */
  webhooksPrives: boolean
  /** The geocoding service asked for the commune of an address; null: none is asked. */
  geocodageUrl: string | null
  smtpUrl: string | null
  mailFrom: string
  oidc: OidcConfig | null
}

/** Reads the configuration from an environment. Throws one French sentence naming the wrong variables. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = environment.safeParse(withoutEmpty(env))
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')
    throw new Error(`Configuration illisible : vérifiez ${names} dans l’environnement (voir README).`)
  }
  const values = parsed.data
  const production = values.NODE_ENV === 'production'
  const databaseUrl = values.DATABASE_URL ?? null
  const port = values.PORT ?? 4321
  const host = values.HOST ?? '127.0.0.1'
  return {
    production,
    host,
    port,
    dataDir: resolve(values.MAILLAGE_DATA ?? './data/runtime'),
    databaseUrl,
    publicUrl: values.MAILLAGE_URL ?? `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`,
    secret: values.MAILLAGE_SECRET ?? null,
    // A server with its own database in production is a real territory: the demo must be asked for there.
    demo: values.MAILLAGE_DEMO ? values.MAILLAGE_DEMO === 'oui' : !(production && databaseUrl),
    trustedProxy: values.MAILLAGE_TRUSTED_PROXY === 'oui',
    webhooksPrives: values.MAILLAGE_WEBHOOKS_PRIVES === 'oui',
    geocodageUrl:
      values.MAILLAGE_GEOCODAGE_URL === 'non' ? null : (values.MAILLAGE_GEOCODAGE_URL ?? GEOPLATEFORME),
    smtpUrl: values.SMTP_URL ?? null,
    mailFrom: values.MAILLAGE_MAIL_FROM ?? 'Maillage <ne-pas-repondre@maillage.invalid>',
    oidc: oidcOf(values),
  }
}

function oidcOf(values: z.infer<typeof environment>): OidcConfig | null {
  const {
    OIDC_DISCOVERY_URL: discoveryUrl,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
  } = values
  if (!discoveryUrl || !clientId || !clientSecret) return null
  return { discoveryUrl, clientId, clientSecret, label: values.OIDC_LABEL ?? 'ProConnect' }
}

function withoutEmpty(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => !!entry[1]))
}
