import { inject } from 'vitest'
import { type DemoPersona, demoPersonas } from '#app/platform/demo.ts'

type Code = DemoPersona['code']

const url = inject('url')

/** Someone who asks for addresses without a browser: a person of the demonstration, or nobody. */
export interface Visitor {
  get: (path: string) => Promise<Response>
  post: (path: string, form?: Record<string, string> | URLSearchParams) => Promise<Response>
}

export function anonymous(): Visitor {
  return visitorWith({ 'x-forwarded-for': '198.51.100.1' })
}

export async function visitorAs(code: Code): Promise<Visitor> {
  const person = demoPersonas.findIndex((its) => its.code === code)
  const headers = { 'x-forwarded-for': `198.51.100.${person + 2}` }
  const answer = await visitorWith(headers).post(`/demo/${code}`, { suite: '/' })
  const cookie = answer.headers
    .getSetCookie()
    .map((its) => its.split(';')[0])
    .join('; ')
  if (answer.status !== 302 || !cookie) throw new Error(`${code} could not sign in: ${answer.status}`)
  return visitorWith({ ...headers, cookie })
}

/** Somebody with an account of their own, by the form everybody uses. */
export async function visitorBySignIn(account: { courriel: string; motDePasse: string }): Promise<Visitor> {
  const headers = { 'x-forwarded-for': '198.51.100.200' }
  const answer = await visitorWith(headers).post('/connexion', { ...account, suite: '/' })
  const cookie = answer.headers
    .getSetCookie()
    .map((its) => its.split(';')[0])
    .join('; ')
  if (answer.status !== 302 || !cookie)
    throw new Error(`${account.courriel} could not sign in: ${answer.status}`)
  return visitorWith({ ...headers, cookie })
}

function visitorWith(headers: Record<string, string>): Visitor {
  return {
    get: (path) => fetch(url + path, { headers, redirect: 'manual' }),
    post: (path, form = {}) =>
      fetch(url + path, {
        method: 'POST',
        headers: { ...headers, origin: url },
        body: new URLSearchParams(form),
        redirect: 'manual',
      }),
  }
}
