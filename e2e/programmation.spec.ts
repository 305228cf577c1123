import { expect, test } from 'vitest'
import { asPersona, base, expectAccessible, expectQuiet, takePictures } from './browser.ts'

const table = `${base}/financements/appels/CDV-2026/programmation`

test('amounts are typed, moved through with the keyboard, pasted from a spreadsheet, and kept', async () => {
  const page = await asPersona('mission')
  await page.goto(table)
  await expectAccessible(page)
  await takePictures(page, 'programmation')
  await page.getByText('Ouvrir une simulation').click()
  await page.getByLabel('Nom (obligatoire)').fill('Essai de répartition')
  await page.getByLabel('Elle part').selectOption('vide')
  await page.getByRole('button', { name: 'Ouvrir', exact: true }).click()
  await page.getByText('« Essai de répartition » ouverte').waitFor()
  const state = page.getByText('Sous-préfecture de Valenciennes').first()
  await state.waitFor()
  const cells = page.getByLabel(/Sous-préfecture de Valenciennes, Crédits spécifiques/)
  await cells.nth(0).fill('1500,50')
  await cells.nth(0).press('Enter')
  expect(await cells.nth(1).evaluate((input) => input === document.activeElement)).toBe(true)
  await cells.nth(1).evaluate((input) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', '2 000\n999999\n')
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await page.getByText('de trop').first().waitFor()
  expect(await cells.nth(2).inputValue()).toBe('999999')
  await cells.nth(2).fill('3000')
  await page.getByText('Tout est enregistré.').waitFor()
  await page.reload()
  expect(await Promise.all([0, 1, 2].map((rank) => cells.nth(rank).inputValue()))).toEqual([
    '1500,50',
    '2000',
    '3000',
  ])
  await page.getByText('Ensemble : 6 501 €').waitFor()
  expectQuiet(page)
})

test('a best share-out is proposed under the rules of the call, says what limits it, and stays a simulation', async () => {
  const page = await asPersona('mission')
  await page.goto(table)
  await page.getByText('Ouvrir une simulation').click()
  await page.getByLabel('Nom (obligatoire)').fill('Calculée')
  await page.getByLabel('Elle part').selectOption('meilleure')
  await page.getByRole('button', { name: 'Ouvrir', exact: true }).click()
  await page.getByText('Proposition « Calculée » calculée').waitFor()
  await page
    .getByText(/Elle ne décide rien/)
    .first()
    .waitFor()
  expect(await page.getByText(/de trop/).count()).toBe(0)
  await takePictures(page, 'programmation-calculee')
  expectQuiet(page)
})

test('a committee adopts: the lines are decided on the dossiers, and the table is only read', async () => {
  const page = await asPersona('direction')
  await page.goto(table)
  await page.getByText('Le comité adopte cette programmation').click()
  await page
    .getByLabel('Par quelle décision (obligatoire)')
    .fill('Comité de pilotage du 12 mars 2026 (exemple)')
  await page.getByRole('button', { name: 'Adopter' }).click()
  await page.getByText('Programmation adoptée').first().waitFor()
  expect(await page.getByRole('textbox', { name: /Crédits spécifiques/ }).count()).toBe(0)
  const answer = await page.request.get(`${table}.xlsx`)
  expect([answer.status(), answer.headers()['content-type']]).toEqual([
    200,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ])
  expectQuiet(page)
})

test('a funder reads the table and types nothing in it', async () => {
  const page = await asPersona('caf')
  await page.goto(table)
  await page.getByRole('heading', { level: 1, name: 'Tableau de programmation' }).waitFor()
  expect(await page.getByRole('textbox', { name: /Droit commun|Crédits/ }).count()).toBe(0)
  expect(await page.getByText('Ouvrir une simulation').count()).toBe(0)
})

test('a funder gives its opinion and its own decision on a dossier; a missing piece is asked of the carrier', async () => {
  const caf = await asPersona('caf')
  await caf.goto(table)
  await caf.getByRole('link', { name: 'Chantiers éducatifs (exemple)' }).first().click()
  await caf.getByRole('heading', { level: 2, name: 'Instruction', exact: true }).waitFor()
  await expectAccessible(caf)
  await takePictures(caf, 'instruction')
  await caf.getByText(/décision : CAF du Nord/).click()
  await caf.getByLabel('Décidé, droit commun').fill('7 500')
  await caf.getByLabel('Par quelle décision (obligatoire)').fill('Commission d’action sociale (exemple)')
  await caf.getByRole('button', { name: 'Enregistrer la décision' }).click()
  await caf.getByText('7 500 € de droit commun').waitFor()
  const address = caf.url()
  const mission = await asPersona('mission')
  await mission.goto(address)
  await mission.getByLabel('Ce qui manque, ou pourquoi').fill('Il manque les comptes approuvés.')
  await mission.getByRole('button', { name: /Incomplet/ }).click()
  await mission.getByText('Dossier incomplet').waitFor()
  expectQuiet(caf)
  expectQuiet(mission)
})
