import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { anActor, aTerritoire } from '#app/features/territoires/territoire.factory.ts'
import { newId } from '#app/lib/ids.ts'
import { newWebhookSecret, postSigned, signedHeaders } from './envoi-http.server.ts'
import { deliverEvents, webhookKey } from './envois.server.ts'
import { writeJournal, writeJournals } from './journal.server.ts'
import { seal } from './seal.server.ts'

const { db } = await openTestDatabase()
const secret = 'un secret d’installation pour les essais'

interface Received {
  method: string | undefined
  headers: IncomingHttpHeaders
  body: string
}

/** A tool that receives on this machine, and what it received. */
async function aTool(answer: RequestListener = (_request, response) => response.writeHead(204).end()) {
  const received: Received[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (piece: Buffer) => {
      body += piece.toString('utf8')
    })
    request.on('end', () => {
      received.push({ method: request.method, headers: request.headers, body })
      answer(request, response)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  // A server that listens on a port gives an address, never a path.
  const { port } = server.address() as AddressInfo
  return { received, port, url: `http://127.0.0.1:${port}/maillage` }
}

async function aSubscription(url: string, evenements: string[]) {
  const territoire = await aTerritoire(db)
  const actor = await anActor(db, territoire, { role: 'direction' })
  const [id, key] = [newId(), newWebhookSecret()]
  await sql`insert into abonnement (territoire_id, id, nom, url, evenements, secret_chiffre, cree_par)
    values (${actor.territoireId}, ${id}, 'Outil', ${url}, ${JSON.stringify(evenements)},
      ${seal(webhookKey(secret), key, id)}, ${actor.personneId})`.execute(db)
  const happen = (operation: string) =>
    asActor(db, actor, (tx) =>
      writeJournal(tx, actor, { operation, entite: 'fiche', entiteId: newId(), titre: 'F-1 Une fiche' }),
    )
  return { actor, id, key, happen }
}

// After what the database just dated: the queue is read at this moment.
const later = (minutes: number): Date => new Date(Date.now() + minutes * 60_000)
const send = (now: Date, allowPrivate = true) => deliverEvents(db, { secret, allowPrivate, now })

async function stateOf(id: string) {
  const { rows } = await sql<{ etat: string; echecsSuite: number; motif: string }>`
    select etat, echecs_suite, motif from abonnement where id = ${id}`.execute(db)
  const envois = await db
    .selectFrom('envoiEvenement')
    .select(['etat', 'tentatives', 'essais', 'evenement'])
    .where('abonnementId', '=', id)
    .orderBy('id')
    .execute()
  return { ...rows[0], envois }
}

test('the signature is the one of the published example of Standard Webhooks', () => {
  const headers = signedHeaders('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    body: '{"test": 2432232314}',
    at: new Date(1_614_265_330_000),
  })
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

test('a tool receives what it asked for, once, signed so that it can check it', async () => {
  const tool = await aTool()
  const { id, key, happen } = await aSubscription(tool.url, ['fiche.creee'])
  await happen('fiche.creer')
  await happen('fiche.etat')
  await happen('organisation.creer')
  expect(await send(later(1))).toEqual({ recus: 1, reportes: 0, abandonnes: 0 })
  expect(await send(later(2))).toEqual({ recus: 0, reportes: 0, abandonnes: 0 })
  expect(tool.received).toHaveLength(1)
  const [{ method, headers, body } = { method: '', headers: {}, body: '' }] = tool.received
  const expected = createHmac('sha256', Buffer.from(key.slice('whsec_'.length), 'base64'))
    .update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
    .digest('base64')
  expect([method, headers['webhook-signature']]).toEqual(['POST', `v1,${expected}`])
  expect(JSON.parse(body)).toMatchObject({
    type: 'fiche.creee',
    data: { entite: 'fiche', titre: 'F-1 Une fiche' },
  })
  expect(await stateOf(id)).toMatchObject({ etat: 'actif', envois: [{ etat: 'recu', tentatives: 1 }] })
})

test('a change that is undone tells nobody', async () => {
  const tool = await aTool()
  const { actor, id } = await aSubscription(tool.url, ['fiche.creee'])
  const undone = asActor(db, actor, async (tx) => {
    const line = { operation: 'fiche.creer', entite: 'fiche', entiteId: newId(), titre: 'F' }
    await writeJournal(tx, actor, line)
    throw new Error('undo')
  })
  await expect(undone).rejects.toThrow('undo')
  expect((await stateOf(id)).envois).toEqual([])
})

test('a failure is tried again later and later, then given up; the tool is suspended and its owner told', async () => {
  const tool = await aTool((_request, response) => response.writeHead(503).end())
  const { actor, id, happen } = await aSubscription(tool.url, ['fiche.creee'])
  await happen('fiche.creer')
  const ends: string[] = []
  // Each try a little before its hour does nothing; at its hour, it is made.
  let minutes = 1
  for (const wait of [1, 5, 30, 120, 720, 0]) {
    const done = await send(later(minutes))
    ends.push(Object.entries(done).find(([, count]) => count > 0)?.[0] ?? 'rien')
    if (wait > 0)
      expect(await send(later(minutes + wait - 0.5))).toEqual({ recus: 0, reportes: 0, abandonnes: 0 })
    minutes += wait + 0.1
  }
  expect(ends).toEqual(['reportes', 'reportes', 'reportes', 'reportes', 'reportes', 'abandonnes'])
  expect(tool.received).toHaveLength(6)
  expect(new Set(tool.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  const state = await stateOf(id)
  expect(state).toMatchObject({ etat: 'suspendu', echecsSuite: 6, envois: [{ etat: 'abandonne' }] })
  expect(state.envois[0]?.essais).toHaveLength(6)
  const told = await db
    .selectFrom('notification')
    .select(['objet', 'lien'])
    .where('personneId', '=', actor.personneId)
    .execute()
  expect(told).toMatchObject([{ lien: `/publications/abonnements/${id}` }])
  await happen('fiche.creer')
  expect((await stateOf(id)).envois).toHaveLength(1)
})

test('ten failures one after the other suspend the tool, and one success forgets them', async () => {
  let fails = true
  const tool = await aTool((_request, response) => response.writeHead(fails ? 500 : 200).end())
  const { id, happen } = await aSubscription(tool.url, ['fiche.creee'])
  for (let at = 0; at < 9; at++) await happen('fiche.creer')
  await send(later(1))
  expect(await stateOf(id)).toMatchObject({ etat: 'actif', echecsSuite: 9 })
  fails = false
  await send(later(3))
  expect(await stateOf(id)).toMatchObject({ etat: 'actif', echecsSuite: 0 })
  fails = true
  for (let at = 0; at < 10; at++) await happen('fiche.creer')
  await send(later(4))
  expect(await stateOf(id)).toMatchObject({ etat: 'suspendu', echecsSuite: 10 })
})

test('a tool that says it is gone is told nothing more', async () => {
  const tool = await aTool((_request, response) => response.writeHead(410).end())
  const { id, happen } = await aSubscription(tool.url, ['fiche.creee'])
  await happen('fiche.creer')
  expect(await send(later(1))).toEqual({ recus: 0, reportes: 0, abandonnes: 1 })
  expect(await stateOf(id)).toMatchObject({ etat: 'suspendu', envois: [{ tentatives: 1 }] })
})

const message = { id: 'm', body: '{}', at: new Date(0), secret: newWebhookSecret() }

test('a redirect is not followed, wherever it leads', async () => {
  const inside = await aTool()
  const tool = await aTool((_request, response) => response.writeHead(302, { location: inside.url }).end())
  const tried = await postSigned({ ...message, url: tool.url, allowPrivate: true })
  expect(tried).toMatchObject({ code: 302, erreur: expect.stringContaining('redirection refusée') })
  expect(inside.received).toEqual([])
})

test.each([
  ['the number of this machine', (port: number) => `http://127.0.0.1:${port}/`],
  ['its name, resolved', (port: number) => `http://localhost:${port}/`],
  ['its number in one piece', (port: number) => `http://2130706433:${port}/`],
  ['its number in base eight', (port: number) => `http://0177.0.0.1:${port}/`],
  ['its number dressed as IPv6', (port: number) => `http://[::ffff:127.0.0.1]:${port}/`],
  ['the address that means any', (port: number) => `http://0.0.0.0:${port}/`],
])('nothing is sent inside the network by %s', async (_, address) => {
  const tool = await aTool()
  const tried = await postSigned({ ...message, url: address(tool.port), allowPrivate: false })
  expect(tried).toMatchObject({ code: null, erreur: expect.stringContaining('adresse privée') })
  expect(tool.received).toEqual([])
})

test('an installation that says so reaches its own network', async () => {
  const tool = await aTool()
  const tried = await postSigned({ ...message, url: `http://localhost:${tool.port}/`, allowPrivate: true })
  expect(tried).toMatchObject({ code: 204, erreur: '' })
})

test('a tool that does not answer is let go', async () => {
  const tried = await postSigned({ ...message, url: 'http://127.0.0.1:9/', allowPrivate: true })
  expect(tried).toMatchObject({ code: null, erreur: expect.stringContaining('Connexion impossible') })
})

test('a change made to many things at once tells a tool of each, once, and only what it asked for', async () => {
  const { actor, id } = await aSubscription('http://127.0.0.1:9/x', ['fiche.creee'])
  const lines = ['fiche.creer', 'fiche.creer', 'fiche.modifier'].map((operation, index) => ({
    operation,
    entite: 'fiche',
    entiteId: newId(),
    titre: `F-${index}`,
  }))
  await asActor(db, actor, (tx) => writeJournals(tx, actor, lines))
  const { rows } = await sql<{ corps: string }>`
    select corps from envoi_evenement where abonnement_id = ${id} order by id`.execute(db)
  expect(rows.map(({ corps }) => JSON.parse(corps))).toMatchObject([
    { type: 'fiche.creee', data: { entite: 'fiche', entiteId: lines[0]?.entiteId, titre: 'F-0' } },
    { type: 'fiche.creee', data: { titre: 'F-1' } },
  ])
})
