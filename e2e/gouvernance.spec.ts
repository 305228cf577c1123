import { expect, test } from 'vitest'
import {
  anonymousPage,
  asPersona,
  base,
  expectAccessible,
  expectQuiet,
  takePictures,
  url,
} from './browser.ts'

const TODAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date())

test('the silence of the enlarged committee is said on the day it is read, on its page and at home', async () => {
  const page = await asPersona('direction')
  await page.goto(`${base}/instances?au=2017-09-30`)
  const row = page.getByRole('row', { name: /Comité de pilotage élargi du PTCS/ })
  expect(await row.textContent()).toContain('jamais réunie, attendue depuis décembre 2015')
  expect(await row.textContent()).toContain('0 sur 2')
  await expectAccessible(page)
  await takePictures(page, 'instances')
  await page.goto(`${base}?au=2017-09-30`)
  await page.getByRole('heading', { name: 'Instances silencieuses' }).waitFor()
  expectQuiet(page)
})

test('the enlarged committee is convened from the alarm, answered from the mail, held, decided, and its record downloaded', async () => {
  const page = await asPersona('direction')
  await page.goto(base)
  const alarm = page.getByRole('listitem').filter({ hasText: 'Comité de pilotage élargi du PTCS' })
  await alarm.getByRole('link', { name: 'Préparer une invitation' }).click()
  await page.getByLabel('Titre (obligatoire)').fill('Première réunion à trente-cinq')
  await page.getByLabel('Jour (obligatoire)').fill(TODAY)
  await page.getByRole('button', { name: 'Préparer' }).click()
  await page.getByRole('heading', { level: 1, name: 'Première réunion à trente-cinq' }).waitFor()
  await page.getByRole('button', { name: 'Convoquer les membres' }).click()
  await page.getByText('Écrivez au moins un point').waitFor()
  await page.getByLabel('Titre du point').fill('Reprendre le fil')
  await page.getByLabel('Pour', { exact: false }).first().selectOption('decision')
  await page.getByRole('button', { name: 'Ajouter ce point' }).click()
  await page.getByRole('heading', { name: '1. Reprendre le fil' }).waitFor()
  await page.getByRole('button', { name: 'Convoquer les membres' }).click()
  await page.getByText(/convocations? parties?/).waitFor()
  const seance = page.url()
  await expectAccessible(page)

  const answer = await answerFromTheMail()
  await page.goto(seance)
  expect(await page.getByRole('row', { name: new RegExp(answer) }).textContent()).toContain('Vient')

  await page.getByRole('button', { name: 'Enregistrer la feuille' }).click()
  await page.getByText('Feuille de présence enregistrée').waitFor()
  await page.getByText('Écrire la décision').click()
  await page.getByLabel('Décision (obligatoire)').fill('Le comité élargi se réunira deux fois par an.')
  await page.getByRole('button', { name: 'Enregistrer la décision' }).click()
  await page.getByText('Décision enregistrée : adoptée').waitFor()
  await page.getByRole('button', { name: 'La séance a eu lieu' }).click()
  await page.getByText('Séance tenue').waitFor()
  await takePictures(page, 'seance-tenue')
  for (const format of ['pdf', 'docx', 'html']) {
    const file = await page.request.get(`${seance}/releve/${format}`)
    expect(file.status(), format).toBe(200)
    if (format === 'html')
      expect(await file.text()).toContain('Le comité élargi se réunira deux fois par an.')
  }
  await page.getByRole('button', { name: 'Envoyer le relevé aux membres' }).click()
  await page.getByText(/Relevé envoyé à/).waitFor()
  await page.goto(base)
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(
    await page.getByRole('listitem').filter({ hasText: 'Comité de pilotage élargi du PTCS' }).count(),
  ).toBe(0)
  expectQuiet(page)
})

/** Opens the link of the first convocation of the outbox as whoever received it, and says yes. @returns who answered */
async function answerFromTheMail(): Promise<string> {
  const administrator = await asPersona('direction')
  await administrator.goto(`${base}/courriels`)
  await administrator
    .getByRole('link', { name: /Convocation : Première réunion/ })
    .first()
    .click()
  const text = await administrator.getByText(/\/convocation\//).textContent()
  const link = /\/convocation\/[\w-]+/.exec(text ?? '')?.[0]
  if (!link) throw new Error(`The mail has no link to answer: ${text}`)
  const guest = await anonymousPage()
  await guest.goto(`${url}${link}`)
  await expectAccessible(guest)
  const who = ((await guest.getByRole('group').first().textContent()) ?? '').split(' :')[0] ?? ''
  await guest.getByLabel('Vient', { exact: true }).check()
  await guest.getByRole('button', { name: 'Répondre' }).click()
  await guest.getByText('Votre réponse est enregistrée').waitFor()
  await takePictures(guest, 'convocation')
  return who
}

test('two people take notes in one meeting, one loses the network, nothing is lost', async () => {
  const first = await asPersona('direction')
  const second = await asPersona('mission')
  await first.goto(`${base}/instances`)
  await first.getByRole('link', { name: 'Comité de pilotage du contrat de ville' }).click()
  await first.getByRole('link', { name: 'Préparer une séance' }).click()
  await first.getByLabel('Jour (obligatoire)').fill(TODAY)
  await first.getByRole('button', { name: 'Préparer' }).click()
  await first.getByLabel('Titre du point').fill('Notes à deux')
  await first.getByRole('button', { name: 'Ajouter ce point' }).click()
  await first.getByLabel('Notes').waitFor()
  await second.goto(first.url())
  await second.context().setOffline(true)
  await second.getByLabel('Notes').fill('Écrit sans réseau par la seconde')
  await second.getByText('Réseau coupé').waitFor()
  await first.getByLabel('Notes').fill('Écrit par le premier')
  await second.context().setOffline(false)
  for (const page of [first, second])
    await page.waitForFunction(
      () => {
        const text = document.querySelector('textarea[name="notes"]')
        const value = text instanceof HTMLTextAreaElement ? text.value : ''
        return value.includes('par le premier') && value.includes('par la seconde')
      },
      null,
      { timeout: 20_000 },
    )
  await first.reload()
  const kept = await first.getByLabel('Notes').inputValue()
  expect(kept.split('\n').toSorted()).toEqual(['Écrit par le premier', 'Écrit sans réseau par la seconde'])
})

test('a commune reads the bodies and cannot change them', async () => {
  const page = await asPersona('commune-rurale')
  await page.goto(`${base}/instances`)
  await page.getByRole('link', { name: 'Comité de pilotage élargi du PTCS' }).click()
  await page.getByRole('heading', { name: 'Pouls' }).waitFor()
  expect(await page.getByRole('link', { name: 'Préparer une séance' }).count()).toBe(0)
  expect(await page.getByRole('link', { name: 'Modifier' }).count()).toBe(0)
  await expectAccessible(page)
  await takePictures(page, 'instance')
})

test('a partner subscribes its calendar to its meetings, and takes the address back', async () => {
  const page = await asPersona('commune-rurale')
  await page.goto(`${base}/agenda`)
  await page.getByRole('button', { name: 'Obtenir mon adresse' }).click()
  const address = await page.getByLabel('Adresse secrète de votre agenda').inputValue()
  const guest = await anonymousPage()
  const path = new URL(address).pathname
  const calendar = await guest.request.get(`${url}${path}`)
  expect(calendar.headers()['content-type']).toContain('text/calendar')
  expect(await calendar.text()).toContain('BEGIN:VCALENDAR')
  await expectAccessible(page)
  await takePictures(page, 'agenda')
  await page.getByRole('button', { name: 'Retirer l’adresse' }).click()
  await page.getByText('Adresse retirée').waitFor()
  expect((await guest.request.get(`${url}${path}`)).status()).toBe(404)
  await page.goto(`${base}/suites`)
  await expectAccessible(page)
  await takePictures(page, 'suites')
  expectQuiet(page)
})
