import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { asPersona, base, expectAccessible, expectQuiet, takePictures } from './browser.ts'

/** The part of a text under a heading. */
const partOf = (page: Page, label: string) => page.getByRole('region', { name: label, exact: true })

test('two browsers write one report at once, one loses its network, and nothing of either is lost', async () => {
  const first = await asPersona('direction')
  await first.goto(`${base}/publications/rapports/nouveau`)
  await first
    .getByLabel('Contrat de ville (obligatoire)')
    .selectOption({ label: 'Contrat de ville 2015-2020' })
  await first.getByLabel('Année (obligatoire)').fill('2019')
  await first.getByRole('button', { name: 'Ouvrir le rapport' }).click()
  await first.waitForURL(/\/textes\/rapport\//)
  const second = await asPersona('ose')
  await second.goto(first.url())
  const situation = 'Évolution de la situation dans les quartiers prioritaires'
  await first.getByRole('textbox', { name: situation }).fill('Les femmes d’abord.')
  await second.waitForFunction(
    () => document.querySelector<HTMLTextAreaElement>('#partie-situation')?.value !== '',
  )
  await partOf(second, situation)
    .getByText(/écrit ici/)
    .waitFor()
  await second.context().setOffline(true)
  await second.getByRole('textbox', { name: situation }).fill('Les femmes d’abord.\nPuis les hommes.')
  await second.getByText('Réseau coupé').waitFor()
  await first.getByRole('textbox', { name: situation }).fill('Titre\nLes femmes d’abord.')
  await first.getByText('Tout est enregistré.').waitFor()
  await second.context().setOffline(false)
  const whole = 'Titre\nLes femmes d’abord.\nPuis les hommes.'
  for (const page of [first, second])
    await page.waitForFunction(
      (text) => document.querySelector<HTMLTextAreaElement>('#partie-situation')?.value === text,
      whole,
    )
})

test('a report is commented part by part, kept in versions, compared, and signed off by who was asked', async () => {
  const page = await asPersona('direction')
  await page.goto(`${base}/publications/rapports/nouveau`)
  await page
    .getByLabel('Contrat de ville (obligatoire)')
    .selectOption({ label: 'Contrat de ville 2015-2020' })
  await page.getByLabel('Année (obligatoire)').fill('2020')
  await page.getByRole('button', { name: 'Ouvrir le rapport' }).click()
  await page.waitForURL(/\/textes\/rapport\//)
  const desk = page.url()
  const perspectives = 'Perspectives d’évolution et améliorations nécessaires'
  await page.getByRole('textbox', { name: perspectives }).fill('Mobiliser le droit commun.')
  await page.getByText('Tout est enregistré.').waitFor()
  await page.getByText('Demander des visas').click()
  await page
    .getByRole('group', { name: 'Demander le visa de' })
    .getByLabel(/^Animation territoriale et OSE/)
    .check()
  await page.getByRole('button', { name: 'Demander ces visas' }).click()
  await page.getByText('Version 2 : Soumise à visa').waitFor()
  const ose = await asPersona('ose')
  await ose.goto(base)
  await ose.getByRole('link', { name: /visa à donner/ }).click()
  await ose.getByLabel('Votre réponse (obligatoire)').selectOption('reserve')
  await ose.getByRole('button', { name: 'Répondre' }).click()
  await ose.getByText('Dites ce qu’il faut changer').first().waitFor()
  await ose.getByLabel('Remarques').fill('Chiffrer par quartier.')
  await ose.getByRole('button', { name: 'Répondre' }).click()
  await partOf(ose, perspectives).getByText('Commenter').click()
  await partOf(ose, perspectives).getByLabel('Votre commentaire (obligatoire)').fill('Quel quartier ?')
  await partOf(ose, perspectives).getByRole('button', { name: 'Ajouter ce commentaire' }).click()
  await partOf(ose, perspectives).getByText('1 commentaire').waitFor()
  await page.goto(desk)
  await page.getByText('Chiffrer par quartier.').waitFor()
  await page.getByRole('textbox', { name: perspectives }).fill('Mobiliser le droit commun à Dutemple.')
  await page.getByText('Tout est enregistré.').waitFor()
  await partOf(page, perspectives).getByRole('button', { name: 'Marquer comme traité' }).click()
  await page.getByText('Commenter (1 traité)').waitFor()
  await expectAccessible(page)
  await takePictures(page, 'texte-a-plusieurs')
  await page.getByRole('link', { name: 'voir en quoi' }).click()
  await page.getByRole('heading', { name: 'Depuis la version 2' }).waitFor()
  expect(await page.locator('ins').allTextContents()).toEqual([' à Dutemple'])
  await expectAccessible(page)
  await takePictures(page, 'texte-compare')
  await page.getByRole('button', { name: 'Revenir à la version 2' }).click()
  await page.waitForURL(desk)
  expect(await page.getByRole('textbox', { name: perspectives }).inputValue()).toBe(
    'Mobiliser le droit commun.',
  )
  expectQuiet(page)
})
