import type { Page } from 'playwright-core'
import { asPersona, base } from './browser.ts'

const statutes = {
  name: 'statuts.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n'),
}

/** A call that is open whatever the day of the run, prepared through the screens. */
export async function openCall(code: string): Promise<Page> {
  const page = await asPersona('finances')
  await page.goto(`${base}/financements/appels/nouveau`)
  await page.getByLabel('Titre (obligatoire)').fill(`Appel du parcours ${code}`)
  await page.getByLabel('Code (obligatoire)').fill(code)
  await page.getByLabel('Exercice (obligatoire)').fill('2027')
  await page.getByLabel('Texte de l’appel').fill('Des actions pour les habitants.')
  await page.getByLabel('Ouverture').fill('2026-01-05T09:00')
  await page.getByLabel('Clôture des dépôts').fill('2099-12-31T12:00')
  await page.getByRole('checkbox', { name: /^1\. / }).check()
  await page.getByRole('checkbox', { name: 'CAF du Nord' }).check()
  await page.getByRole('checkbox', { name: 'Sous-préfecture de Valenciennes' }).check()
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('Appel enregistré en brouillon').waitFor()
  await page.getByRole('button', { name: 'Valider l’appel' }).click()
  await page.getByText('Avant de valider, il manque : les pièces demandées et la grille').waitFor()
  await page.getByText('Demander une pièce').click()
  await page.getByLabel('Pièce demandée (obligatoire)').fill('Statuts')
  await page.getByLabel('Nature (obligatoire)').selectOption('statuts')
  await page.getByRole('button', { name: 'Enregistrer' }).last().click()
  await page.getByRole('rowheader', { name: 'Statuts' }).waitFor()
  await page.getByText('Ajouter un critère').click()
  await page.getByLabel('Critère (obligatoire)').fill('Utilité')
  await page.getByRole('button', { name: 'Enregistrer' }).last().click()
  await page.getByRole('rowheader', { name: 'Utilité' }).waitFor()
  await page.getByRole('button', { name: 'Valider l’appel' }).click()
  await page.getByText('Ouvert', { exact: true }).waitFor()
  return page
}

export async function begin(code: string): Promise<Page> {
  const page = await asPersona('porteur')
  await page.goto(`${base}/financements/appels/${code}`)
  await page.getByRole('link', { name: 'Remplir un dossier' }).click()
  await page.getByRole('button', { name: 'Commencer le dossier' }).click()
  await page.getByRole('heading', { level: 1, name: 'Le projet' }).waitFor()
  return page
}

export const onward = (page: Page) => page.getByRole('button', { name: 'Enregistrer et continuer' }).click()
export const atStep = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

export async function giveAccountAndStatutes(page: Page): Promise<void> {
  if ((await page.getByText('Changer de compte').count()) === 0) {
    await page.getByLabel('Titulaire du compte (obligatoire)').fill('Association (exemple)')
    await page.getByLabel('IBAN (obligatoire)').fill('FR76 3000 6000 0112 3456 7890 189')
    await page.getByRole('button', { name: 'Enregistrer le compte' }).click()
    await page.getByText('•••• •••• 0189').waitFor()
  }
  if ((await page.getByRole('link', { name: 'statuts.pdf' }).count()) > 0) return
  await page.getByLabel('Fichier : Statuts').setInputFiles(statutes)
  await page.getByRole('button', { name: 'Envoyer : Statuts' }).click()
  await page.getByText('Reçu : statuts.pdf').waitFor()
}

export async function signAndSubmit(page: Page): Promise<void> {
  await page.getByLabel('Nom de la personne qui signe (obligatoire)').first().fill('Présidente (exemple)')
  const boxes = page.getByRole('group', { name: 'J’atteste' }).getByRole('checkbox')
  for (const box of await boxes.all()) await box.check()
  await page.getByRole('button', { name: 'Déposer le dossier' }).click()
}
