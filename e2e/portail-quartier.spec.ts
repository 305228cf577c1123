import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import ICAL from 'ical.js'
import { expect, onTestFinished, test } from 'vitest'
import { anonymousPage, expectAccessible, expectQuiet, takePictures, url } from './browser.ts'
import { DEMO_SLUG } from './instance.ts'

const portal = `/p/${DEMO_SLUG}`

test('without a program, a resident finds what is done in the neighbourhood and how to take part', async () => {
  const page = await anonymousPage({ javaScriptEnabled: false })
  await page.goto(portal)
  await page.getByRole('link', { name: 'Dans mon quartier' }).click()
  await page.getByRole('heading', { level: 1, name: 'Dans mon quartier' }).waitFor()
  await page.getByLabel('Ma commune ou mon quartier').selectOption({ label: 'Valenciennes' })
  await page.getByRole('button', { name: 'Voir ce qui s’y fait' }).click()
  await page.getByRole('heading', { level: 1, name: 'Valenciennes' }).waitFor()
  expect(await page.locator('main a[href*="/actions/"]').count()).toBeGreaterThan(0)
  await page.getByRole('heading', { name: 'Comment participer' }).waitFor()
  expect(await page.getByText('conseil citoyen de votre quartier').count()).toBe(1)
  const quartier = page.locator('main a[href^="?lieu=Q"], main a[href*="quartier?lieu=Q"]').first()
  const nom = await quartier.textContent()
  await quartier.click()
  await page.getByRole('heading', { level: 1, name: nom ?? '' }).waitFor()
  expect((await page.goto(`${portal}/quartier?lieu=00000`))?.status()).toBe(404)
})

test('the page of a neighbourhood is accessible, and light enough', async () => {
  const page = await anonymousPage()
  await page.goto(`${portal}/quartier?lieu=59606`)
  await page.getByRole('heading', { level: 1, name: 'Valenciennes' }).waitFor()
  await expectAccessible(page)
  await takePictures(page, 'quartier')
  expectQuiet(page)
})

test('a resident types an address: the commune is found, several are offered, and a failure leaves the list usable', async () => {
  const page = await anonymousPage({ javaScriptEnabled: false })
  const ask = async (typed: string) => {
    await page.goto(`${portal}/quartier`)
    await page.getByLabel('Mon adresse').fill(typed)
    await page.getByRole('button', { name: 'Trouver ma commune' }).click()
  }
  await ask('12 rue de Mons')
  await page.getByRole('heading', { level: 1, name: 'Valenciennes' }).waitFor()
  await page.getByText('12 rue de Mons, 59300 Valenciennes : vous êtes à Valenciennes.').waitFor()
  await ask('rue de la Gare')
  expect(await page.getByRole('link', { name: /^Rue de la Gare/ }).count()).toBe(2)
  await page.getByRole('link', { name: 'Rue de la Gare, 59410 Anzin' }).click()
  await page.getByRole('heading', { level: 1, name: 'Anzin' }).waitFor()
  await ask('rue de Rivoli')
  await page.getByText('n’est pas dans une commune de ce territoire').waitFor()
  await ask('nulle part')
  await page.getByText('Cette adresse n’est pas connue').waitFor()
  await ask('panne')
  await page.getByText('Le service des adresses ne répond pas').waitFor()
  expect(await page.getByLabel('Mon adresse').inputValue()).toBe('panne')
  expect(await page.getByLabel('Ma commune ou mon quartier').isEnabled()).toBe(true)
  const seen = await anonymousPage()
  await seen.goto(`${portal}/quartier?adresse=rue+de+la+Gare`)
  await expectAccessible(seen)
  await takePictures(seen, 'quartier-adresse')
  expectQuiet(seen)
}, 60_000)

test('another site shows the widgets inside its page, and no other page of the application', async () => {
  const pages = ['actions', 'chiffres', 'agenda'].map((name) => `${url}${portal}/widgets/${name}`)
  const frames = [...pages, `${url}${portal}/actions`].map((its) => `<iframe src="${its}"></iframe>`)
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><html lang="fr"><title>Une ville</title>${frames.join('')}`)
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  // A server that listens on a port gives an address, never a path.
  const { port } = server.address() as AddressInfo
  const page = await anonymousPage()
  await page.goto(`http://127.0.0.1:${port}/`)
  const inside = (at: number) => page.frameLocator('iframe').nth(at)
  await inside(0).getByRole('heading', { name: 'Les actions publiées' }).waitFor()
  await inside(1).getByText('35 communes').waitFor()
  await inside(2).getByRole('heading', { name: 'Les prochaines dates' }).waitFor()
  expect(await inside(3).locator('h1').count()).toBe(0)
  const headers = (await fetch(pages[0] ?? '')).headers
  expect(headers.get('content-security-policy')).toContain('frame-ancestors *')
  expect(headers.get('x-frame-options')).toBeNull()
  const closed = (await fetch(`${url}${portal}/actions`)).headers
  expect(closed.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(closed.get('x-frame-options')).toBe('DENY')
  for (const name of ['widgets/actions/x', 'widgets', 'widgets/inconnu'])
    expect((await fetch(`${url}${portal}/${name}`)).status, name).toBe(404)
})

test('each widget is accessible by itself', async () => {
  const page = await anonymousPage()
  for (const name of ['actions', 'chiffres', 'agenda']) {
    await page.goto(`${portal}/widgets/${name}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expectAccessible(page)
  }
  await page.goto(`${portal}/widgets/chiffres`)
  await takePictures(page, 'widget-chiffres')
})

test('the strategy is read in English, its French words said to be French', async () => {
  const page = await anonymousPage()
  await page.goto(portal)
  await page.getByRole('link', { name: 'English' }).click()
  await page.getByRole('heading', { level: 1, name: 'Social cohesion strategy' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Signatories and priorities' }).first().click()
  await page.getByRole('heading', { name: 'Priorities' }).waitFor()
  expect(await page.locator('[lang="fr"] >> text=Réussite').count()).toBeGreaterThan(0)
  await expectAccessible(page)
  await takePictures(page, 'portail-anglais')
  expectQuiet(page)
})

test('the calendar of the portal is one that programs read', async () => {
  const answer = await fetch(`${url}${portal}/agenda.ics`)
  expect(answer.headers.get('content-type')).toContain('text/calendar')
  const calendar = new ICAL.Component(ICAL.parse(await answer.text()))
  expect(calendar.getFirstPropertyValue('version')).toBe('2.0')
  for (const event of calendar.getAllSubcomponents('vevent'))
    expect(new ICAL.Event(event).startDate.toJSDate().getTime()).toBeGreaterThan(Date.now())
})
