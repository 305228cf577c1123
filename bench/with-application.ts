import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import autocannon from 'autocannon'
import { projectPath } from '#app/platform/root.server.ts'

/** The built application in a process of its own. */
export function startApplication(settings: Record<string, string>, port: number): ChildProcess {
  const env = { ...process.env, ...settings, PORT: String(port), NODE_ENV: 'production' }
  return spawn(process.execPath, [projectPath('cli/maillage.ts'), 'start'], { env, stdio: 'ignore' })
}

/** Load on one address, after a warm-up, in one printed line. */
export async function fire(
  name: string,
  url: string,
  { cookie, connections = 10 }: { cookie: string; connections?: number },
): Promise<void> {
  const first = await fetch(url, { headers: { cookie } })
  if (!first.ok) throw new Error(`${name}: ${first.status}`)
  const size = (await first.arrayBuffer()).byteLength
  await autocannon({ url, connections, duration: 3, headers: { cookie } }) // warm-up
  const result = await autocannon({ url, connections, duration: 8, headers: { cookie } })
  const { requests, latency } = result
  console.log(
    `${name}: ${requests.average.toFixed(0)} req/s, p50 ${latency.p50} ms, p97.5 ${latency.p97_5} ms, p99 ${latency.p99} ms, ${(size / 1024).toFixed(1)} kB, ${result.non2xx} refused`,
  )
}

/** Memory of a process, now. */
export function memoryMb(server: ChildProcess): number {
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8')
  return Math.round(Number(status.match(/VmRSS:\s+(\d+)/)?.[1] ?? 0) / 1024)
}

/** Waits until something answers, half a minute at most. */
export async function until(ready: () => Promise<boolean>): Promise<void> {
  const limit = Date.now() + 30_000
  while (!(await ready().catch(() => false))) {
    if (Date.now() > limit) throw new Error('The application does not answer.')
    await wait(50)
  }
}

/** Signs a person in. @returns its cookies */
export async function signIn(
  base: string,
  person: { courriel: string; motDePasse: string },
): Promise<string> {
  const answer = await fetch(`${base}/connexion`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: base },
    body: new URLSearchParams({ courriel: person.courriel, motDePasse: person.motDePasse, suite: '/' }),
  })
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  if (cookies.length === 0) throw new Error(`Sign-in refused (${answer.status}).`)
  return cookies.join('; ')
}
