import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../checks/processes.ts'
import { fire, memoryMb, startApplication, until } from './with-application.ts'

const USERS = 20
const TERRITORY = '/t/valenciennes-metropole/observatoire'

/**
 * The pages of the observatory as people meet them: built server, demonstration of 35 communes with the files it
 * brings, twenty people at once, client on the same cores. Aims: portrait under 150 ms (p95), map under 100 ms alone.
 */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'maillage-pages-'))
  const port = await freePort()
  const server = startApplication({ MAILLAGE_DATA: folder, MAILLAGE_DEMO: 'oui' }, port)
  try {
    const base = `http://127.0.0.1:${port}`
    await until(() => fetch(`${base}/sante`).then((answer) => answer.ok))
    const cookie = await signInAsPersona(base)
    const all = 'avec=epci&avec=departement&avec=region&avec=france&avec=semblables'
    const pages = [
      ['portrait of a commune, five comparators', `portrait/commune/59606?${all}`],
      ['portrait of the intercommunality, 35 communes beside', 'portrait/epci/245901160'],
      ['map of 35 communes', 'carte?indicateur=POV60'],
      ['map of 35 communes, quarters over them', 'carte?indicateur=LOC_ENFANTS_PRE&qpv=oui'],
    ] as const
    for (const [name, path] of pages) {
      const url = `${base}${TERRITORY}/${path}`
      await fire(`${name}, alone`, url, { cookie, connections: 1 })
      await fire(`${name}, ${USERS} at once`, url, { cookie, connections: USERS })
    }
    console.log(`memory after the load ${memoryMb(server)} MB`)
  } finally {
    server.kill('SIGTERM')
    await wait(500)
    rmSync(folder, { recursive: true, force: true })
  }
}

async function signInAsPersona(base: string): Promise<string> {
  const answer = await fetch(`${base}/demo/mission`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: base },
    body: new URLSearchParams({ suite: '/' }),
  })
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  if (cookies.length === 0) throw new Error(`Sign-in refused (${answer.status}).`)
  return cookies.join('; ')
}
