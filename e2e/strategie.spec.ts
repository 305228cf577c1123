import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { asPersona, base, expectAccessible, expectQuiet, takePictures } from './browser.ts'

const TITRE = 'Pacte des parcours 2024'
const ARBRE = 'Axes du pacte des parcours'
const AVANT = 'Ouvrir les portes des structures'
const APRES = 'Aller chercher ceux qui n’entrent pas'

/** Each test takes up the territory as the one before left it, as two days of work would. */
test('the direction writes a framework document, gives it axes and a signatory, and signs it', async () => {
  const page = await asPersona('direction')
  await page.goto(`${base}/documents`)
  await page.getByRole('link', { name: 'Ajouter un document' }).first().click()
  await page.getByLabel('Titre (obligatoire)').fill(TITRE)
  await page.getByLabel('Code (obligatoire)').fill('pacte-2024')
  await page.getByLabel('Nature (obligatoire)').selectOption({ label: 'Autre document' })
  await page.getByLabel('Début (obligatoire)').fill('2024-01-01')
  await page.getByLabel('Périmètre').selectOption({ index: 1 })
  await page.getByLabel('Nom d’un nouvel arbre d’axes').fill(ARBRE)
  await expectAccessible(page)
  await submit(page.getByRole('main'), 'Enregistrer')
  await page.getByRole('heading', { level: 1, name: TITRE }).waitFor()

  await addAxe(page, '1', AVANT)
  await addAxe(page, '2', 'Tenir le fil')
  await expectAccessible(page)

  await page.goto(`${base}/documents/pacte-2024`)
  const retained = await open(page, 'Choisir les axes retenus')
  await retained.getByLabel(`1. ${AVANT}`).check()
  await retained.getByLabel('2. Tenir le fil').check()
  await submit(retained, 'Enregistrer')
  await page.getByText('Axes enregistrés').waitFor()

  const early = await open(page, 'Passer à l’état « Signé »')
  await early.getByLabel(/Signé le/).fill('2024-02-01')
  await submit(early, 'Enregistrer')
  await page.getByRole('alert').filter({ hasText: 'Inscrivez au moins un signataire' }).waitFor()

  const invited = await open(page, 'Inscrire un signataire')
  await invited.getByLabel('Organisation (obligatoire)').selectOption({ label: 'CA Valenciennes Métropole' })
  await invited.getByLabel('Fonction de qui signe').fill('Présidence')
  await submit(invited, 'Enregistrer')
  await page.getByText('0 sur 1 ont signé').waitFor()
  await (await open(page, 'Suivre une signature')).getByText('CA Valenciennes Métropole').click()
  const signature = page
    .getByRole('group')
    .filter({ has: page.locator('input[name=signataireId]') })
    .last()
  await signature.getByLabel('Délibération du').fill('2024-01-20')
  await signature.getByLabel('Signature du').fill('2024-02-01')
  await submit(signature, 'Enregistrer')
  await page.getByText('1 sur 1 ont signé').waitFor()

  const signed = await open(page, 'Passer à l’état « Signé »')
  await signed.getByLabel(/Signé le/).fill('2024-02-01')
  await submit(signed, 'Enregistrer')
  await page.getByText('État enregistré : signé').waitFor()
  const inForce = await open(page, 'Passer à l’état « En vigueur »')
  await inForce.getByLabel(/En vigueur depuis le/).fill('2024-02-01')
  await submit(inForce, 'Enregistrer')
  await page.getByText('État enregistré : en vigueur').waitFor()
  await expectAccessible(page)
  await takePictures(page, 'strategie-document')
  expectQuiet(page)
})

test('an axis of the signed document changes by an amendment, and its old words are read at their date', async () => {
  const page = await asPersona('direction')
  await page.goto(`${base}/documents/pacte-2024`)
  const opening = await open(page, 'Ouvrir un avenant')
  await opening.getByLabel('Objet de l’avenant (obligatoire)').fill('Aller vers')
  await submit(opening, 'Enregistrer')
  await page.getByRole('link', { name: 'Avenant n° 1' }).click()
  await page.getByRole('heading', { level: 1, name: 'Avenant n° 1' }).waitFor()
  await page.getByLabel('Partir du texte actuel de').selectOption({ label: `1. ${AVANT}` })
  await page.getByRole('button', { name: 'Reprendre ce texte' }).click()
  await page.waitForURL(/axe=/)
  await page.getByLabel('Titre (obligatoire)').fill(APRES)
  await page.getByRole('button', { name: 'Proposer', exact: true }).click()
  await page.getByText('Proposition enregistrée').waitFor()
  await expectAccessible(page)
  await takePictures(page, 'strategie-avenant')
  await page.getByLabel('Adopté le (obligatoire)').fill('2025-06-01')
  await page.getByRole('button', { name: 'Adopter l’avenant' }).click()
  await page.getByText('Avenant adopté').waitFor()

  await page.goto(`${base}/documents/pacte-2024?au=2025-05-31`)
  await page.getByRole('link', { name: AVANT }).click()
  await page.getByRole('heading', { level: 1, name: AVANT }).waitFor()
  expect(new URL(page.url()).searchParams.get('au')).toBe('2025-05-31')
  await expectAccessible(page)
  await page.goto(`${base}/documents/pacte-2024`)
  await page.getByRole('link', { name: APRES }).click()
  await page.getByRole('heading', { level: 1, name: APRES }).waitFor()
  await page.getByText('Ce qui a changé').click()
  expect(await page.locator('del').allTextContents()).not.toEqual([])
  expect(await page.locator('ins').allTextContents()).not.toEqual([])
  await expectAccessible(page)
  expectQuiet(page)
})

test('a commitment with its owner and its day is kept when there is evidence', async () => {
  const page = await asPersona('direction')
  await page.goto(`${base}/engagements/nouveau`)
  await page.getByLabel('Engagement (obligatoire)').fill('Remettre les effectifs suivis chaque trimestre')
  await page.getByLabel('Document (obligatoire)').selectOption({ label: TITRE })
  await page.getByLabel('Signataire (obligatoire)').selectOption({ label: 'CA Valenciennes Métropole' })
  await page.getByLabel('Nature (obligatoire)').selectOption({ label: 'Transmission de données' })
  await page.getByLabel('Responsable').fill('Service de l’observation')
  await page.getByLabel('Échéance').fill('2025-03-31')
  await submit(page.getByRole('main'), 'Enregistrer')
  await page.getByText('En retard', { exact: true }).waitFor()
  await page.getByLabel('État (obligatoire)').selectOption({ label: 'Tenu' })
  await submit(page.getByRole('main'), 'Enregistrer')
  await page.getByRole('alert').waitFor()
  await page.getByLabel('Preuve').fill('Fichier reçu le 28 mars 2025.')
  await submit(page.getByRole('main'), 'Enregistrer')
  await page.getByText('Engagement enregistré').waitFor()
  await page.getByRole('definition').filter({ hasText: 'Fichier reçu le 28 mars 2025.' }).waitFor()
  await expectAccessible(page)
  await page.goto(`${base}/engagements?document=pacte-2024&etat=tenu`)
  await page.getByRole('link', { name: /Remettre les effectifs/ }).waitFor()
  await expectAccessible(page)
  await page.getByRole('main').getByRole('link', { name: 'CA Valenciennes Métropole' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'CA Valenciennes Métropole' }).waitFor()
  await expectAccessible(page)
  expectQuiet(page)
})

test('the crosswalk is filled with the keyboard alone', async () => {
  const page = await asPersona('direction')
  await page.goto(`${base}/grilles`)
  const cell = page.getByRole('combobox', { name: /^2\. Tenir le fil ×/ }).first()
  await cell.focus()
  await page.keyboard.press('s')
  const save = page.getByRole('button', { name: 'Enregistrer les correspondances' })
  for (let step = 0; step < 200 && !(await isFocused(save)); step += 1) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('Correspondances enregistrées').waitFor()
  await page.reload()
  expect(await cell.inputValue()).toBe('secondaire')
  await expectAccessible(page)
  await takePictures(page, 'strategie-grilles')
  expectQuiet(page)
})

test('the référent of a rural commune reads the strategy and changes nothing of it', async () => {
  const page = await asPersona('commune-rurale')
  await page.goto(`${base}/documents/pacte-2024`)
  await page.getByRole('heading', { level: 1, name: TITRE }).waitFor()
  expect(await page.getByText('Faire évoluer le document').count()).toBe(0)
  expect(await page.getByRole('link', { name: 'Modifier', exact: true }).count()).toBe(0)
  for (const path of ['/documents', '/axes', '/themes', '/plans', '/coherence', '/engagements', '/equipe'])
    for (const au of ['', '?au=2016-12-31']) {
      await page.goto(`${base}${path}${au}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expectAccessible(page)
    }
  await page.goto(`${base}/grilles`)
  expect(await page.getByRole('combobox', { name: /×/ }).count()).toBe(0)
  for (const path of ['/documents/nouveau', '/documents/pacte-2024/modifier', '/engagements/nouveau'])
    expect((await page.goto(`${base}${path}`))?.status(), path).toBe(403)
})

async function addAxe(page: Page, numero: string, titre: string): Promise<void> {
  await page.goto(`${base}/axes`)
  const tree = page.locator('section').filter({ has: page.getByRole('heading', { name: ARBRE }) })
  await tree.getByText('Ajouter un axe').click()
  await tree.getByLabel('Numéro (obligatoire)').fill(numero)
  await tree.getByLabel('Vaut depuis le (obligatoire)').fill('2024-01-01')
  await tree.getByLabel('Titre (obligatoire)').fill(titre)
  await submit(tree, 'Ajouter')
  await page.getByRole('link', { name: titre }).waitFor()
}

/** Opens a folded form by its title. @returns the form's own box */
async function open(page: Page, summary: string): Promise<Locator> {
  const box = page
    .locator('details')
    .filter({ has: page.locator('summary', { hasText: summary }) })
    .first()
  if (!(await box.evaluate((its) => its.hasAttribute('open')))) await box.locator('summary').first().click()
  return box
}

async function submit(box: Locator, name: string): Promise<void> {
  await box.getByRole('button', { name, exact: true }).click()
}

function isFocused(its: Locator): Promise<boolean> {
  return its.evaluate((element) => element === document.activeElement)
}
