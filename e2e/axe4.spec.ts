import { expect, test } from 'vitest'
import { anonymousPage, asPersona, base, expectAccessible, expectQuiet, takePictures } from './browser.ts'

const TITRE = 'Ateliers de lecture au pied des immeubles'

test('the direction follows axis 4 from the PTCS to its fiches, adds one, and finds it on the commune and in the national report', async () => {
  const page = await asPersona('direction')
  await page.goto(`${base}?au=2017-09-30`)
  await page.getByRole('link', { name: 'Projet territorial de cohésion sociale 2015-2020' }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expectAccessible(page)
  await takePictures(page, 'document')
  await page
    .getByRole('link', { name: /réussite éducative/i })
    .first()
    .click()
  await page.getByRole('heading', { level: 1, name: /réussite éducative/i }).waitFor()
  await expectAccessible(page)
  await takePictures(page, 'axe')

  await page.goto(`${base}/fiches/nouvelle`)
  await page.getByLabel('Titre').fill(TITRE)
  await page
    .getByLabel('Axe principal')
    .selectOption({ label: await optionOf(page, 'Axe principal', /réussite éducative/i) })
  await page.getByLabel('Territoire concerné').selectOption({ label: 'Certaines communes' })
  await page.getByRole('checkbox', { name: 'Anzin', exact: true }).check()
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: TITRE }).waitFor()
  await expectAccessible(page)
  await takePictures(page, 'fiche')

  await page.goto(`${base}/commune/59014`)
  await page.getByRole('link', { name: TITRE }).waitFor()
  await expectAccessible(page)
  await takePictures(page, 'commune')
  expectQuiet(page)
})

test('the référent of a rural commune sees the shared project and cannot edit others’ fiches', async () => {
  const page = await asPersona('commune-rurale')
  await page.goto(`${base}/fiches/AA-00`)
  await page.getByRole('heading', { level: 1, name: /Accroche active/ }).waitFor()
  expect(await page.getByRole('link', { name: 'Modifier', exact: true }).count()).toBe(0)
  const answer = await page.goto(`${base}/fiches/AA-00/modifier`)
  expect(answer?.status()).toBe(403)
})

test('a visitor sees nothing but the sign-in page', async () => {
  const page = await anonymousPage()
  for (const path of ['', '/fiches/AA-00', '/commune/59014', '/documents']) {
    await page.goto(`${base}${path}`)
    expect(new URL(page.url()).pathname).toBe('/connexion')
  }
})

async function optionOf(
  page: Awaited<ReturnType<typeof asPersona>>,
  label: string,
  words: RegExp,
): Promise<string> {
  const options = await page.getByLabel(label).locator('option').allTextContents()
  const found = options.find((option) => words.test(option))
  if (!found) throw new Error(`No answer of « ${label} » says ${words}.`)
  return found
}
