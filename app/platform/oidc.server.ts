import { createRemoteJWKSet, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose'
import { z } from 'zod'
import type { OidcConfig } from './config.server.ts'

export const OIDC_PROVIDER_ID = 'oidc'

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url(), userinfo_endpoint: z.url() })

const claims = z.object({
  sub: z.string().min(1),
  email: z.email(),
  given_name: z.string().nullish(),
  usual_name: z.string().nullish(),
  family_name: z.string().nullish(),
  siret: z.string().nullish(),
  organization_label: z.string().nullish(),
})

/** What a provider says of somebody. `sub` means nothing outside the provider. */
export interface Identity {
  fournisseur: string
  sub: string
  courriel: string
  nom: string
  siret: string | null
  organisation: string | null
}

/**
 * An OpenID Connect provider as ProConnect is one: authorization code, no parameter it does not know, and a userinfo
 * endpoint that answers a signed JWT (application/jwt) whose signature is checked.
 */
export function oidcProvider(config: OidcConfig, onIdentity: (identity: Identity) => Promise<void>) {
  return {
    providerId: OIDC_PROVIDER_ID,
    discoveryUrl: config.discoveryUrl,
    clientId: config.clientId,
    clientSecret: config.clientSecret,
    scopes: ['openid', 'given_name', 'usual_name', 'email', 'siret'],
    pkce: false,
    requireIdTokenVerification: true,
    getUserInfo: async (tokens: { accessToken?: string | undefined }) => {
      const identity = await readIdentity(config, tokens.accessToken ?? '')
      await onIdentity(identity)
      // `sub` is compared by the library with the one of the signed id_token.
      return { sub: identity.sub, email: identity.courriel, emailVerified: true, name: identity.nom }
    },
  }
}

async function readIdentity(config: OidcConfig, accessToken: string): Promise<Identity> {
  const user = claims.parse(await readUserInfo(config, accessToken))
  const nom = [user.given_name, user.usual_name ?? user.family_name].filter(Boolean).join(' ')
  return {
    fournisseur: OIDC_PROVIDER_ID,
    sub: user.sub,
    courriel: user.email.toLowerCase(),
    nom: nom || user.email,
    siret: user.siret ?? null,
    organisation: user.organization_label ?? null,
  }
}

async function readUserInfo(config: OidcConfig, accessToken: string): Promise<unknown> {
  const provider = discovery.parse(await (await fetch(config.discoveryUrl)).json())
  const answer = await fetch(provider.userinfo_endpoint, {
    headers: { authorization: `Bearer ${accessToken}` },
  })
  if (!answer.ok)
    throw new Error(`Le fournisseur d’identité a répondu ${answer.status} à la demande d’identité.`)
  if (!answer.headers.get('content-type')?.includes('application/jwt')) return answer.json()
  return verified(config, provider, await answer.text())
}

/** The claims of a signed answer: RS256 or ES256 with the provider's keys, HS256 with our secret; nothing else. */
async function verified(
  config: OidcConfig,
  provider: z.infer<typeof discovery>,
  jwt: string,
): Promise<JWTPayload> {
  const expected = { issuer: provider.issuer, audience: config.clientId }
  if (decodeProtectedHeader(jwt).alg === 'HS256') {
    const key = new TextEncoder().encode(config.clientSecret)
    return (await jwtVerify(jwt, key, { ...expected, algorithms: ['HS256'] })).payload
  }
  const keys = createRemoteJWKSet(new URL(provider.jwks_uri))
  return (await jwtVerify(jwt, keys, { ...expected, algorithms: ['RS256', 'ES256'] })).payload
}
