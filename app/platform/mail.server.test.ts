import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { expect, onTestFinished, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { anActor, aTerritoire } from '#app/features/territoires/territoire.factory.ts'
import { newId } from '#app/lib/ids.ts'
import { ensureCompte } from './comptes.server.ts'
import { writeDigests } from './digests.server.ts'
import { queueMail } from './mail.server.ts'
import { deliverMail } from './mail-delivery.server.ts'
import { mute, notify, savePreferences } from './notifications.server.ts'
import { getCourriel, listCourriels } from './outbox.server.ts'

const { db } = await openTestDatabase()
// After everything the tests write.
const now = new Date(Date.now() + 3_600_000)
const minutesLater = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000)

/** A real mail server that keeps what it receives; `refuse` answers an error to an address. */
async function aMailServer(refuse: (address: string) => number | null = () => null) {
  const received: ParsedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      const code = refuse(address)
      done(code ? Object.assign(new Error('adresse refusée'), { responseCode: code }) : null)
    },
    onData: (stream, _session, done) => {
      void simpleParser(stream).then((mail) => {
        received.push(mail)
        done()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const { port } = server.server.address() as AddressInfo // a TCP server listens on a port
  return {
    received,
    config: { smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom: 'Maillage <maillage@exemple.invalid>' },
  }
}

async function aMail(given: { to?: string } = {}): Promise<string> {
  const to = given.to ?? `${newId()}@exemple.invalid`
  await queueMail(db, {
    to,
    subject: 'Réunion d’été à Étreux',
    text: 'Élus, « à bientôt » — 12 € œuf',
    html: '<p>Élus</p>',
    attachments: [
      {
        filename: 'séance.ics',
        contentType: 'text/calendar',
        content: Buffer.from('BEGIN:VCALENDAR').toString('base64'),
      },
    ],
  })
  return to
}

const rowOf = (to: string) =>
  db.selectFrom('courriel').selectAll().where('destinataire', '=', to).executeTakeFirstOrThrow()

test('a mail leaves with its accents, its page and its attachment, once', async () => {
  const { received, config } = await aMailServer()
  const to = await aMail()
  await deliverMail(db, config, now)
  await deliverMail(db, config, minutesLater(60))
  expect(received.map((mail) => [mail.subject, mail.text?.trim(), mail.attachments[0]?.filename])).toEqual([
    ['Réunion d’été à Étreux', 'Élus, « à bientôt » — 12 € œuf', 'séance.ics'],
  ])
  const row = await rowOf(to)
  expect(row).toMatchObject({ etat: 'envoye', tentatives: 1, erreur: null })
  expect(received[0]?.messageId).toBe(`<${row.id}@maillage>`)
})

test('two processes that send together send each mail once', async () => {
  const { received, config } = await aMailServer()
  const addresses = await Promise.all(Array.from({ length: 30 }, () => aMail()))
  await Promise.all([
    deliverMail(db, config, now),
    deliverMail(db, config, now),
    deliverMail(db, config, now),
  ])
  const to = received.map((mail) => (Array.isArray(mail.to) ? '' : mail.to?.text))
  expect(to.sort()).toEqual(addresses.sort())
})

test('an address refused for good is not tried again, one refused for now is, and the others go', async () => {
  const { received, config } = await aMailServer((address) =>
    address.startsWith('inconnue') ? 550 : address.startsWith('pleine') ? 452 : null,
  )
  const [unknown, full, good] = await Promise.all(
    ['inconnue', 'pleine', 'bonne'].map((name) => aMail({ to: `${name}-${newId()}@exemple.invalid` })),
  )
  const result = await deliverMail(db, config, now)
  expect(result).toMatchObject({ envoyes: 1, reportes: 1, refuses: 1 })
  expect(received).toHaveLength(1)
  expect(await rowOf(good ?? '')).toMatchObject({ etat: 'envoye' })
  expect(await rowOf(unknown ?? '')).toMatchObject({ etat: 'refuse', erreur: expect.stringContaining('550') })
  expect(await rowOf(full ?? '')).toMatchObject({ etat: 'a_envoyer', erreur: expect.stringContaining('452') })
  expect(await deliverMail(db, config, now)).toMatchObject({ reportes: 0 })
  for (const minutes of [2, 10, 60, 300])
    expect(await deliverMail(db, config, minutesLater(minutes))).toMatchObject({ reportes: 1 })
  expect(await deliverMail(db, config, minutesLater(2_000))).toMatchObject({ refuses: 1 })
})

test('a mailing to 300 people with 5 refused addresses: each of the others once, and the report says which five', async () => {
  const { received, config } = await aMailServer((address) => (address.startsWith('refusee') ? 550 : null))
  const name = (rank: number) => (rank % 60 === 7 ? `refusee-${rank}` : `personne-${rank}`)
  const addresses = Array.from({ length: 300 }, (_, rank) => `${name(rank)}-${newId()}@exemple.invalid`)
  for (const to of addresses) await aMail({ to })
  await Promise.all([deliverMail(db, config, now), deliverMail(db, config, now)])
  await deliverMail(db, config, minutesLater(60))
  const refused = addresses.filter((its) => its.startsWith('refusee'))
  expect(refused).toHaveLength(5)
  const to = received.map((mail) => (Array.isArray(mail.to) ? '' : (mail.to?.text ?? '')))
  expect(to.sort()).toEqual(addresses.filter((its) => !refused.includes(its)).sort())
  for (const its of refused)
    expect(await rowOf(its)).toMatchObject({
      etat: 'refuse',
      tentatives: 1,
      erreur: expect.stringContaining('550'),
    })
})

test('what a dead process had taken is taken again after a while, not before', async () => {
  const { received, config } = await aMailServer()
  const to = await aMail()
  await db
    .updateTable('courriel')
    .set({ tentatives: 1, prochainEssaiLe: minutesLater(10) })
    .where('destinataire', '=', to)
    .execute()
  await deliverMail(db, config, minutesLater(5))
  expect(received).toHaveLength(0)
  await deliverMail(db, config, minutesLater(11))
  expect(received).toHaveLength(1)
})

test('without a mail server the mail stays here, for those who may read the outbox', async () => {
  const territoire = await aTerritoire(db)
  const [director, finances, partner] = await Promise.all(
    (['direction', 'finances', 'partenaire'] as const).map((role) => anActor(db, territoire, { role })),
  )
  if (!director || !finances || !partner) throw new Error('three people')
  await queueMail(db, {
    to: 'a@exemple.invalid',
    subject: 'Invitation',
    text: 'http://ici/connexion/invitation/SECRET',
    territoireId: territoire.id,
  })
  await deliverMail(db, { smtpUrl: null, mailFrom: '' }, now)
  const list = await asActor(db, director, (tx) => listCourriels(tx, director, { page: 1 }))
  expect(list.rows.map((row) => row.etat)).toEqual(['boite_locale'])
  const id = list.rows[0]?.id ?? ''
  expect(
    (await asActor(db, director, (tx) => getCourriel(tx, director, id, { leaves: false }))).texte,
  ).toContain('SECRET')
  expect(
    (await asActor(db, finances, (tx) => getCourriel(tx, finances, id, { leaves: false }))).texte,
  ).not.toContain('SECRET')
  await expect(asActor(db, partner, (tx) => listCourriels(tx, partner, { page: 1 }))).rejects.toMatchObject({
    name: 'Forbidden',
  })
})

test('news is told once, at the rhythm each chose, and not for a page one muted', async () => {
  const territoire = await aTerritoire(db)
  const author = await anActor(db, territoire, { role: 'direction' })
  const weekly = await anActor(db, territoire, { role: 'finances' })
  const never = await anActor(db, territoire, { role: 'finances' })
  const muted = await anActor(db, territoire, { role: 'finances' })
  for (const person of [author, weekly, never, muted]) {
    const compteId = await ensureCompte(db, {
      courriel: `${person.personneId}@exemple.invalid`,
      nom: person.nom,
      empreinte: 'x',
    })
    await db.updateTable('personne').set({ compteId }).where('id', '=', person.personneId).execute()
  }
  await asActor(db, never, (tx) => savePreferences(tx, never, 'jamais'))
  await asActor(db, muted, (tx) => mute(tx, muted, '/fiches/FA-1'))
  const news = {
    personneIds: [author, weekly, never, muted].map((its) => its.personneId),
    objet: 'La fiche FA-1 est validée',
    lien: '/fiches/FA-1',
  }
  await asActor(db, author, (tx) => notify(tx, author, news))
  const asked = { publicUrl: 'https://m.invalid', now }
  expect(await writeDigests(db, { ...asked, rythmes: ['quotidien', 'immediat'] })).toBe(0)
  expect(await writeDigests(db, { ...asked, rythmes: ['hebdomadaire'] })).toBe(1)
  expect(await writeDigests(db, { ...asked, rythmes: ['hebdomadaire'] })).toBe(0)
  const mail = await rowOf(`${weekly.personneId}@exemple.invalid`)
  expect(mail.texte).toContain(`https://m.invalid/t/${territoire.slug}/fiches/FA-1`)
})
