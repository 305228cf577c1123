import type { ChildProcess } from 'node:child_process'
import { startApplication, until } from './with-application.ts'

/** The application as a process that can be killed, on one engine and one folder. */
export interface Target {
  env: Record<string, string>
  base: string
  port: number
}

/** Starts the application and waits until it answers. @returns the process and how long that took, in ms */
export async function rise({ env, base, port }: Target): Promise<{ server: ChildProcess; ms: number }> {
  const began = Date.now()
  const server = startApplication({ ...env, MAILLAGE_DEMO: 'oui' }, port)
  await until(async () => (await fetch(`${base}/sante`)).ok)
  return { server, ms: Date.now() - began }
}

/** Ends a process without a word, as a power cut of the process does. */
export async function cut(server: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGKILL')
  await gone
}

/** Signs in as a person of the demonstration. @returns its cookies */
export async function enter(base: string, code: string): Promise<string> {
  const answer = await post(`${base}/demo/${code}`, { suite: '/' }, { origin: base })
  return answer.headers
    .getSetCookie()
    .map((its) => its.split(';')[0])
    .join('; ')
}

export function post(
  url: string,
  form: Record<string, string>,
  headers: Record<string, string>,
): Promise<Response> {
  return fetch(url, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(form) })
}
