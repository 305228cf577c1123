import { expect, test } from 'vitest'
import { asPersona, base, expectAccessible, expectQuiet, takePictures, url } from './browser.ts'

const form = (titre: string, version: number) => ({
  version: String(version),
  titre,
  code: '',
  nature: 'action',
  portee: 'territoire',
})

test('the four views and the page of a fiche have no accessibility fault', async () => {
  const page = await asPersona('direction')
  for (const path of [
    '',
    '/tableau',
    '/calendrier',
    '/carte',
    '/AA-00',
    '/AA-00/modifier',
    '/AA-00/journal',
    '/import',
  ]) {
    await page.goto(`${base}/fiches${path}`)
    await expectAccessible(page)
    await takePictures(page, `fiches${path.replaceAll('/', '-')}`)
  }
  expectQuiet(page)
})

test('without JavaScript a fiche is created, moved on the board, and its refusal says what is missing', async () => {
  const page = await asPersona('direction', { javaScriptEnabled: false })
  await page.goto(`${base}/fiches/nouvelle`)
  await page.getByLabel('Titre (obligatoire)').fill('Fiche sans script')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Fiche sans script')
  await page.goto(`${base}/fiches/tableau?q=Fiche+sans+script`)
  await page.getByRole('button', { name: 'Commencer le montage : Fiche sans script' }).press('Enter')
  await page.getByRole('button', { name: 'Valider : Fiche sans script' }).press('Enter')
  expect(await page.getByRole('alert').textContent()).toContain('Il manque encore')
})

test('what is typed is kept as a draft, and taken up again after leaving', async () => {
  const page = await asPersona('mission')
  await page.goto(`${base}/fiches/nouvelle`)
  await page.getByLabel('Titre (obligatoire)').pressSequentially('Une idée en chemin')
  await page.getByText('Brouillon enregistré à').waitFor()
  await page.goto(`${base}/fiches`)
  await page.goto(`${base}/fiches/nouvelle`)
  await page.getByRole('link', { name: 'Reprendre le brouillon' }).click()
  await page.waitForURL(/brouillon=oui/)
  expect(await page.getByLabel('Titre (obligatoire)').inputValue()).toBe('Une idée en chemin')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('heading', { level: 1, name: 'Une idée en chemin' }).waitFor()
})

test('two people save one fiche: the second sees both texts and nothing is lost', async () => {
  const first = await asPersona('direction')
  const second = await asPersona('mission')
  const created = await first.request.post(`${url}${base}/fiches/nouvelle`, {
    form: form('Écrite à deux', 1),
    headers: { origin: url },
    maxRedirects: 0,
  })
  const address = created.headers().location ?? ''
  await second.goto(`${address}/modifier`)
  await first.goto(`${address}/modifier`)
  await first.getByText('modifie cette fiche en ce moment').waitFor()
  await first.getByLabel('Titre (obligatoire)').fill('La première main')
  await first.getByRole('button', { name: 'Enregistrer' }).click()
  await first.getByRole('heading', { level: 1, name: 'La première main' }).waitFor()
  await second.getByLabel('Titre (obligatoire)').fill('La seconde main')
  await second.getByLabel('Résumé').fill('Un résumé que personne d’autre n’a touché.')
  await second.getByRole('button', { name: 'Enregistrer' }).click()
  const choice = second.getByRole('group', { name: /Titre/ })
  await choice.waitFor()
  expect(await choice.textContent()).toContain('La première main')
  expect(await choice.textContent()).toContain('La seconde main')
  await choice.getByRole('radio', { name: /Enregistré/ }).check()
  await second.getByRole('button', { name: 'Enregistrer ces choix' }).click()
  await second.getByRole('heading', { level: 1, name: 'La première main' }).waitFor()
  expect(await second.locator('main').textContent()).toContain('Un résumé que personne d’autre n’a touché.')
})

test('a file too large is refused with 413, one that lies about its type with 422', async () => {
  const page = await asPersona('direction')
  const send = (name: string, buffer: Buffer) =>
    page.request.post(`${url}${base}/fiches/AA-00/fichiers`, {
      multipart: { fichier: { name, mimeType: 'application/pdf', buffer } },
      headers: { origin: url },
    })
  const large = await send('gros.pdf', Buffer.alloc(51_000_000, 'x'))
  expect(large.status()).toBe(413)
  expect(await large.text()).toContain('Ce fichier dépasse 50')
  expect((await send('faux.pdf', Buffer.from('bonjour'))).status()).toBe(422)
})

test('a step takes its operator from the whole directory, which comes when the form opens', async () => {
  const page = await asPersona('direction')
  await page.goto(`${base}/fiches/AA-00`)
  const card = page.locator('#etape')
  const added = card.getByRole('listitem').filter({ hasText: 'Étape confiée à un autre' })
  await card.getByText('Ajouter une étape').click()
  const operator = card.getByLabel('Opérateur').last()
  await operator.locator('option', { hasText: 'Anzin' }).first().waitFor({ state: 'attached' })
  await card.getByLabel('Étape (obligatoire)').last().fill('Étape confiée à un autre')
  await operator.selectOption({ label: 'Commune d’Anzin' })
  await card.getByRole('button', { name: 'Enregistrer' }).last().click()
  await added.getByText('Commune d’Anzin').first().waitFor()
  // Changed later, it keeps its operator, shown before the directory has come.
  expect(await added.getByLabel('Opérateur').locator('option:checked').textContent()).toBe('Commune d’Anzin')
  expectQuiet(page)
})
