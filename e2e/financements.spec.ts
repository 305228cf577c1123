import type { Page } from 'playwright-core'
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
import { DEMO_SLUG } from './instance.ts'

const statutes = {
  name: 'statuts.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n'),
}

/** A call that is open whatever the day of the run, prepared through the screens. */
async function openCall(code: string): Promise<Page> {
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

async function begin(code: string): Promise<Page> {
  const page = await asPersona('porteur')
  await page.goto(`${base}/financements/appels/${code}`)
  await page.getByRole('link', { name: 'Remplir un dossier' }).click()
  await page.getByRole('button', { name: 'Commencer le dossier' }).click()
  await page.getByRole('heading', { level: 1, name: 'Le projet' }).waitFor()
  return page
}

const onward = (page: Page) => page.getByRole('button', { name: 'Enregistrer et continuer' }).click()
const atStep = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

test('what is typed is on the server before anything is saved, and is there after the page is closed', async () => {
  await openCall('PARC-1')
  const page = await begin('PARC-1')
  await page.getByLabel('Objectifs').fill('Écrit et jamais enregistré.')
  await page.getByText(/^Enregistré à/).waitFor()
  const address = page.url()
  await page.close({ runBeforeUnload: false })
  const again = await asPersona('porteur')
  await again.goto(address)
  await again.getByText('Repris là où vous en étiez').waitFor()
  expect(await again.getByLabel('Objectifs').inputValue()).toBe('Écrit et jamais enregistré.')
  expectQuiet(again)
})

test('a carrier fills a dossier from an empty form to its number, and reads it as a PDF', async () => {
  await openCall('PARC-2')
  const page = await begin('PARC-2')
  await expectAccessible(page)
  await page.getByLabel('Intitulé du projet').fill('Ateliers du parcours')
  await page.getByLabel('Axe de l’appel').selectOption({ index: 1 })
  await page.getByLabel('À quel besoin répond le projet ?').fill('Un besoin.')
  await page.getByLabel('Objectifs').fill('Un but.')
  await page.getByLabel('Description').fill('Dix ateliers.')
  await page.getByLabel('Début').fill('2027-01-01')
  await page.getByLabel('Fin (exclue)').fill('2027-12-31')
  await onward(page)
  await atStep(page, 'Pour qui, où')
  await page.getByLabel('Public bénéficiaire').fill('Jeunes')
  await page.getByLabel('Femmes, 18 à 25 ans').fill('12')
  await page.getByLabel('Hommes, 18 à 25 ans').fill('8')
  await page.getByRole('checkbox', { name: 'Anzin', exact: true }).check()
  await takePictures(page, 'financements-public')
  await onward(page)
  await atStep(page, 'Avec quels moyens')
  await page.getByLabel('Responsable du projet').fill('Responsable (exemple)')
  await page.getByLabel('Son courriel').fill('responsable@exemple.invalid')
  await onward(page)
  await atStep(page, 'Le budget')
  await page.getByLabel('Rémunération des personnels').fill('7 000')
  await page.getByLabel('Matières et fournitures').fill('3 000,50')
  await page.getByLabel('Subvention demandée : CAF du Nord').fill('2 000')
  await page.getByLabel('Ressources propres affectées au projet').fill('4 000')
  await page.getByText(/Il manque 4.000,50/).waitFor()
  await page.getByLabel('Subvention demandée : Sous-préfecture de Valenciennes').fill('4 000,50')
  await page.getByText(/règles respectées/).waitFor()
  await expectAccessible(page)
  await takePictures(page, 'financements-budget')
  await onward(page)
  await atStep(page, 'Ce qui changera')
  await page.getByLabel('Indicateur 1').fill('Trajets préparés')
  await page.getByLabel('Visé 1').fill('15')
  await page.getByLabel('Comment saurez-vous que le projet a réussi ?').fill('On comptera.')
  await onward(page)
  await atStep(page, 'La structure et les pièces')
  await giveAccountAndStatutes(page)
  await page.getByRole('link', { name: 'Continuer' }).click()
  await page.getByText('Tout ce que l’appel demande est là.').waitFor()
  await expectAccessible(page)
  await takePictures(page, 'financements-depot')
  await signAndSubmit(page)
  await page.getByText(/Dossier PARC-2-2027-0001 déposé/).waitFor()
  const pdf = await page.request.get(`${page.url()}/dossier.pdf`)
  expect([pdf.status(), pdf.headers()['content-type']]).toEqual([200, 'application/pdf'])
  expectQuiet(page)
})

async function giveAccountAndStatutes(page: Page): Promise<void> {
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

async function signAndSubmit(page: Page): Promise<void> {
  await page.getByLabel('Nom de la personne qui signe (obligatoire)').first().fill('Présidente (exemple)')
  const boxes = page.getByRole('group', { name: 'J’atteste' }).getByRole('checkbox')
  for (const box of await boxes.all()) await box.check()
  await page.getByRole('button', { name: 'Déposer le dossier' }).click()
}

test('past the deadline the carrier reads why, with the exact hour, and keeps its text', async () => {
  const team = await openCall('PARC-3')
  const page = await begin('PARC-3')
  await page.getByLabel('Intitulé du projet').fill('Trop tard')
  await onward(page)
  await atStep(page, 'Pour qui, où')
  await page.getByRole('link', { name: /Vérifier, signer, déposer/ }).click()
  await atStep(page, 'Vérifier, signer, déposer')
  await team.getByRole('button', { name: 'Clore maintenant' }).click()
  await team.getByText('Clos', { exact: true }).waitFor()
  await signAndSubmit(page)
  await page
    .getByText(/à l’horloge du serveur. Votre dossier reste gardé/)
    .first()
    .waitFor()
  await page.goto(`${base}/financements`)
  await page.getByRole('link', { name: 'Trop tard' }).waitFor()
})

test('the address of another carrier’s dossier answers as one that does not exist', async () => {
  const mine = await asPersona('porteur')
  await mine.goto(`${base}/financements`)
  const address = await mine.getByRole('link', { name: 'Cuisine partagée' }).getAttribute('href')
  const forged = address?.split('/').at(-1) ?? ''
  const other = await asPersona('partenaire')
  const answers = await Promise.all(
    [forged, '01a20000-0000-7000-8000-000000000000'].map(async (id) => {
      const answer = await other.request.get(`${url}${base}/financements/dossiers/${id}`)
      return [
        answer.status(),
        (await answer.text()).replaceAll(id, 'ID').replaceAll(/nonce="[^"]*"/g, '').length,
      ]
    }),
  )
  expect(answers[0]?.[0]).toBe(404)
  expect(answers[0]).toEqual(answers[1])
})

test('anybody reads an open call on the portal, without its envelopes', async () => {
  const page = await anonymousPage()
  await page.goto(`/p/${DEMO_SLUG}/appels`)
  await page.getByRole('link', { name: /Appel à projets 2026/ }).click()
  await page.getByRole('heading', { name: 'Qui peut répondre' }).waitFor()
  await expectAccessible(page)
  await takePictures(page, 'financements-portail')
  expect(await page.getByText('Enveloppes').count()).toBe(0)
  expectQuiet(page)
})

test('the screens of the calls have no accessibility fault', async () => {
  const page = await asPersona('direction')
  for (const path of ['', '/appels/CDV-2027', '/appels/nouveau', '/appels/CDV-2026']) {
    await page.goto(`${base}/financements${path}`)
    await expectAccessible(page)
    await takePictures(page, `financements${path.replaceAll('/', '-')}`)
  }
  expectQuiet(page)
})
