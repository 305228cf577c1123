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

const PASSWORD = 'une phrase assez longue pour entrer'

test('the direction invites somebody, who chooses a password, enters, and leaves when the role ends', async () => {
  const direction = await asPersona('direction')
  await direction.goto(`${base}/personnes/inviter`)
  await direction.getByLabel('Nom').fill('Personne invitée')
  await direction.getByLabel('Adresse électronique').fill('invitee@exemple.invalid')
  await direction.getByLabel('Organisation').selectOption({ label: 'CAF du Nord' })
  await direction.getByLabel('Rôle dans Maillage').selectOption({ label: 'Chargé·e de mission' })
  await expectAccessible(direction)
  await takePictures(direction, 'inviter')
  await direction.getByRole('button', { name: 'Envoyer l’invitation' }).click()
  await direction.getByRole('heading', { level: 1, name: 'Personne invitée' }).waitFor()
  const page = direction.url()

  await direction.goto(`${base}/courriels`)
  await direction.getByRole('link', { name: 'Invitation à rejoindre Maillage' }).first().click()
  await direction.getByText('/connexion/invitation/').waitFor()
  const mail = await direction.locator('main').textContent()
  const link = /\/connexion\/invitation\/[\w-]+/.exec(mail ?? '')?.[0] ?? ''

  const guest = await anonymousPage()
  await guest.goto(link)
  await guest.getByLabel('Votre mot de passe').fill(PASSWORD)
  await guest.getByLabel('Le même, une seconde fois').fill('autre chose, par erreur')
  await guest.getByRole('button', { name: 'Créer mon compte et entrer' }).click()
  await guest.getByText('Les deux mots de passe ne sont pas les mêmes').waitFor()
  await guest.getByLabel('Votre mot de passe').fill(PASSWORD)
  await guest.getByLabel('Le même, une seconde fois').fill(PASSWORD)
  await expectAccessible(guest)
  await guest.getByRole('button', { name: 'Créer mon compte et entrer' }).click()
  await guest.waitForURL(`${url}${base}`)
  expect((await guest.goto(link))?.status()).toBe(404)

  await direction.goto(page)
  await expectAccessible(direction)
  await takePictures(direction, 'personne')
  await direction.getByRole('button', { name: 'Terminer aujourd’hui' }).click()
  await direction.getByText('Rôle terminé aujourd’hui.').waitFor()
  expectQuiet(direction)
  await guest.waitForTimeout(3_500) // a role taken away is known within three seconds
  expect((await guest.goto(base))?.status()).toBe(404)
})

test('one’s own page: a second factor begins with a drawing and codes, a wrong first code changes nothing', async () => {
  const page = await asPersona('ose')
  await page.goto(`${base}/moi`)
  await page.getByText('cet appareil').waitFor()
  await expectAccessible(page)
  await takePictures(page, 'moi')
  await page.getByRole('link', { name: 'Second facteur' }).click()
  await page.getByLabel('Votre mot de passe').fill('demonstration-maillage')
  await page.getByRole('button', { name: 'Commencer' }).click()
  await page.getByRole('img', { name: 'Code à photographier' }).waitFor()
  await expectAccessible(page)
  await takePictures(page, 'second-facteur')
  await page.getByLabel('Code à six chiffres').fill('000000')
  await page.getByRole('button', { name: 'Activer' }).click()
  await page.getByText('Ce code ne convient pas').waitFor()
  expect(await page.getByRole('img', { name: 'Code à photographier' }).count()).toBe(1)
  expectQuiet(page)
})

test.each([
  ['personnes', 'Personnes et rôles'],
  ['personnes/roles', 'Ce que permet chaque rôle'],
  ['journal', 'Journal'],
  ['courriels', 'Boîte d’envoi'],
  ['moi/notifications', 'Notifications'],
])('the page « %s » has no accessibility fault, in both themes', async (path, title) => {
  const page = await asPersona('direction')
  await page.goto(`${base}/${path}`)
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await expectAccessible(page)
  await takePictures(page, path.replace('/', '-'))
  expectQuiet(page)
})
