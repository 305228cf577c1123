import { expect, test } from 'vitest'
import { asPersona, base, expectAccessible, expectQuiet, takePictures } from './browser.ts'

test('a note begins from a model, takes figures, lists and decisions from the project, and becomes final', async () => {
  const page = await asPersona('mission')
  await page.goto(`${base}/publications`)
  await page.getByRole('link', { name: 'Nouvelle note' }).click()
  await page.getByLabel('Titre de la note (obligatoire)').fill('Note de l’essai')
  await page.getByLabel('Modèle').selectOption({ label: 'Note aux élus' })
  await page.getByRole('button', { name: 'Ouvrir la note' }).click()
  await page.getByRole('heading', { name: 'Où en est le projet' }).waitFor()
  await page.getByRole('img', { name: /^Fiches par axe/ }).waitFor()
  await page.getByRole('link', { name: 'Plan et blocs' }).click()
  await page.getByRole('heading', { level: 1, name: 'Plan et blocs' }).waitFor()
  const change = page.locator('.card', { has: page.getByRole('heading', { name: '2. Ce qui change' }) })
  const axe = await change.locator('option', { hasText: /^Axe 4\. / }).getAttribute('value')
  await change.getByLabel('Prendre dans le projet').selectOption(axe)
  await change.getByRole('button', { name: /^Ajouter ce bloc/ }).click()
  await change.getByText('suit le projet').waitFor()
  await expectAccessible(page)
  await takePictures(page, 'note-plan')
  await page.getByRole('link', { name: 'Note de l’essai' }).click()
  await page.getByRole('table', { name: /fiches? action : axe 4/ }).waitFor()
  await page.getByRole('button', { name: /^Figer : .*axe 4/ }).click()
  await page
    .getByText(/^figé le/)
    .first()
    .waitFor()
  await expectAccessible(page)
  await takePictures(page, 'note')
  await page.getByRole('button', { name: 'Rendre finale' }).click()
  await page.getByText('son texte et ses blocs ne changent plus').first().waitFor()
  for (const format of ['pdf', 'docx', 'odt', 'html']) {
    const answer = await page.request.get(`${page.url()}/${format}`)
    expect(answer.status(), format).toBe(200)
  }
  expectQuiet(page)
})
