import { createHmac, randomBytes } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import { isPublicAddress, PrivateAddress, publicLookup } from './public-address.server.ts'

const PREFIX = 'whsec_'
const TIMEOUT_MS = 10_000

/** A new secret, in the form of the Standard Webhooks convention. */
export function newWebhookSecret(): string {
  return `${PREFIX}${randomBytes(32).toString('base64')}`
}

export interface Signed {
  id: string
  body: string
  at: Date
}

/** The three headers of the Standard Webhooks convention: who receives checks them before reading anything. */
export function signedHeaders(secret: string, { id, body, at }: Signed): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}

export interface Sending extends Signed {
  url: string
  secret: string
  /** An installation that says so may send inside its own network. */
  allowPrivate: boolean
}

/** What came of one try. */
export interface Tried {
  code: number | null
  erreur: string
  dureeMs: number
}

/** Sends once. Received is a 2xx answer; a redirect is not followed: it could lead anywhere. */
export async function postSigned(sending: Sending): Promise<Tried> {
  const started = performance.now()
  const told = await attempt(sending).catch((error: unknown) => ({ code: null, erreur: wordsOf(error) }))
  return { ...told, dureeMs: Math.round(performance.now() - started) }
}

async function attempt(sending: Sending): Promise<{ code: number; erreur: string }> {
  const url = new URL(sending.url)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  // No lookup happens for a number: it is judged here.
  if (!sending.allowPrivate && isIP(host) !== 0 && !isPublicAddress(host)) throw new PrivateAddress(host)
  const code = await send(url, sending)
  if (code >= 200 && code < 300) return { code, erreur: '' }
  const why = code >= 300 && code < 400 ? 'redirection refusée' : 'réponse qui n’est pas un succès'
  return { code, erreur: `${code} : ${why}` }
}

function send(url: URL, sending: Sending): Promise<number> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const call = request(url, {
      method: 'POST',
      agent: false,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(sending.allowPrivate ? {} : { lookup: publicLookup }),
      headers: {
        ...signedHeaders(sending.secret, sending),
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(sending.body),
        'user-agent': 'Maillage',
      },
    })
    call.once('error', reject)
    // The answer is not read: only its status counts.
    call.once('response', (answer) => {
      answer.once('error', () => undefined)
      resolve(answer.statusCode ?? 0)
      answer.destroy()
    })
    call.end(sending.body)
  })
}

function wordsOf(error: unknown): string {
  if (error instanceof PrivateAddress) return error.message
  if (error instanceof Error && error.name === 'AbortError') return 'Pas de réponse en dix secondes.'
  if (error instanceof Error && 'code' in error) return `Connexion impossible (${String(error.code)}).`
  return 'Connexion impossible.'
}
