import { createRemoteJWKSet, jwtVerify } from 'jose'
import { z } from 'zod'
import type { OidcConfig } from './config.server.ts'

export const OIDC_PROVIDER_ID = 'oidc'

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url(), userinfo_endpoint: z.url() })

const claims = z.object({
  sub: z.string().min(1),
  email: z.email(),
  given_name: z.string().optional(),
  usual_name: z.string().optional(),
  family_name: z.string().optional(),
  siret: z.string().optional(),
})

/**
 * An OpenID Connect provider as ProConnect is one: authorization code, no parameter it does not know, and a userinfo
 * endpoint that answers a signed JWT (application/jwt) whose signature is checked against the provider's keys.
 */
export function oidcProvider(config: OidcConfig) {
  return {
    providerId: OIDC_PROVIDER_ID,
    discoveryUrl: config.discoveryUrl,
    clientId: config.clientId,
    clientSecret: config.clientSecret,
    scopes: ['openid', 'given_name', 'usual_name', 'email', 'siret'],
    pkce: false,
    getUserInfo: async (tokens: { accessToken?: string | undefined }) => {
      const user = await readUserInfo(config, tokens.accessToken ?? '')
      const name = [user.given_name, user.usual_name ?? user.family_name].filter(Boolean).join(' ')
      return { id: user.sub, email: user.email.toLowerCase(), emailVerified: true, name: name || user.email }
    },
  }
}

async function readUserInfo(config: OidcConfig, accessToken: string): Promise<z.infer<typeof claims>> {
  const provider = discovery.parse(await (await fetch(config.discoveryUrl)).json())
  const answer = await fetch(provider.userinfo_endpoint, {
    headers: { authorization: `Bearer ${accessToken}` },
  })
  if (!answer.ok)
    throw new Error(`Le fournisseur d’identité a répondu ${answer.status} à la demande d’identité.`)
  if (!answer.headers.get('content-type')?.includes('application/jwt'))
    return claims.parse(await answer.json())
  const keys = createRemoteJWKSet(new URL(provider.jwks_uri))
  const verified = await jwtVerify(await answer.text(), keys, {
    issuer: provider.issuer,
    audience: config.clientId,
  })
  return claims.parse(verified.payload)
}
