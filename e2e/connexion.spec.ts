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

test('a visitor finds the sign-in page and nothing else', async () => {
  const page = await anonymousPage()
  await page.goto(`${base}/organisations?q=caf`)
  expect(page.url()).toBe(`${url}/connexion?suite=${encodeURIComponent(`${base}/organisations?q=caf`)}`)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Se connecter')
  expect(await page.getByRole('navigation', { name: 'Modules' }).count()).toBe(0)
  await expectAccessible(page)
  await takePictures(page, 'connexion')
  expectQuiet(page)
})

test('a wrong password is refused in one sentence, and the address typed is kept', async () => {
  const page = await anonymousPage()
  await page.goto('/connexion')
  await page.getByLabel('Adresse électronique').fill('direction@demo.maillage.invalid')
  await page.getByLabel('Mot de passe', { exact: true }).fill('pas-le-bon-mot-de-passe')
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click()
  await page.getByRole('alert').waitFor()
  expect(await page.getByRole('alert').textContent()).toContain(
    'L’adresse ou le mot de passe ne correspond pas',
  )
  expect(await page.getByLabel('Adresse électronique').inputValue()).toBe('direction@demo.maillage.invalid')
})

test('the direction signs in with one click, works without JavaScript, and signs out', async () => {
  const page = await anonymousPage({ javaScriptEnabled: false })
  await page.goto('/connexion')
  await page.getByRole('button', { name: 'Direction de la cohésion sociale' }).click()
  await page.waitForURL(`${url}${base}`)
  expect(await page.getByRole('navigation', { name: 'Modules' }).count()).toBe(1)
  await page.getByRole('button', { name: 'Se déconnecter' }).click()
  await page.waitForURL(`${url}/connexion`)
  await page.goto(base)
  expect(page.url()).toContain('/connexion?suite=')
})

test('the home page has no accessibility fault, in both themes', async () => {
  const page = await asPersona('direction')
  await page.goto(base)
  await expectAccessible(page)
  expectQuiet(page)
})
