import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { asPersona, base, expectAccessible, expectQuiet, takePictures } from './browser.ts'
import { atStep, begin, giveAccountAndStatutes, onward, openCall, signAndSubmit } from './dossier-steps.ts'

const CALL = 'ANNEE-1'

/** The shortest complete dossier: one commune, one kind of public, a balanced budget of 10 000 €. */
async function fillDossier(page: Page): Promise<void> {
  await page.getByLabel('Intitulé du projet').fill('Une année entière')
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
  await page.getByRole('checkbox', { name: 'Anzin', exact: true }).check()
  await onward(page)
  await atStep(page, 'Avec quels moyens')
  await page.getByLabel('Responsable du projet').fill('Responsable (exemple)')
  await page.getByLabel('Son courriel').fill('responsable@exemple.invalid')
  await onward(page)
  await atStep(page, 'Le budget')
  await page.getByLabel('Rémunération des personnels').fill('10 000')
  await page.getByLabel('Subvention demandée : CAF du Nord').fill('2 000')
  await page.getByLabel('Subvention demandée : Sous-préfecture de Valenciennes').fill('4 000')
  await page.getByLabel('Ressources propres affectées au projet').fill('4 000')
  await page.getByText(/règles respectées/).waitFor()
  await onward(page)
  await atStep(page, 'Ce qui changera')
  await page.getByLabel('Comment saurez-vous que le projet a réussi ?').fill('On comptera.')
  await onward(page)
  await atStep(page, 'La structure et les pièces')
  await giveAccountAndStatutes(page)
  await page.getByRole('link', { name: 'Continuer' }).click()
  await atStep(page, 'Vérifier, signer, déposer')
  await signAndSubmit(page)
  await page.getByText(/Dossier ANNEE-1-2027-0001 déposé/).waitFor()
}

/** A funder says what it thinks and proposes, on its own line. */
async function giveOpinion(address: string): Promise<void> {
  const caf = await asPersona('caf')
  await caf.goto(address)
  await caf.getByText('Donner l’avis : CAF du Nord').click()
  await caf.getByLabel('Avis (obligatoire)').selectOption('favorable')
  await caf.getByLabel('Proposé, droit commun').fill('1 500')
  await caf.getByRole('button', { name: 'Enregistrer l’avis' }).click()
  await caf.getByText('Avis enregistré.').waitFor()
  expectQuiet(caf)
}

/** The team prepares a programming from what is proposed, the direction has it adopted. */
async function programme(): Promise<void> {
  const table = `${base}/financements/appels/${CALL}/programmation`
  const mission = await asPersona('mission')
  await mission.goto(table)
  await mission.getByLabel('Nom (obligatoire)').fill('Programmation de l’année')
  await mission.getByLabel('Elle part').selectOption('propositions')
  await mission.getByRole('button', { name: 'Ouvrir', exact: true }).click()
  await mission.getByText('« Programmation de l’année » ouverte').waitFor()
  const etat = mission.getByLabel(/Sous-préfecture de Valenciennes, Crédits spécifiques/).first()
  await etat.fill('3 000')
  await etat.press('Enter')
  await mission.getByText('Tout est enregistré.').waitFor()
  const direction = await asPersona('direction')
  await direction.goto(table)
  await direction.getByText('Le comité adopte cette programmation').click()
  await direction
    .getByLabel('Par quelle décision (obligatoire)')
    .fill('Comité de pilotage du 12 mars 2027 (exemple)')
  await direction.getByRole('button', { name: 'Adopter' }).click()
  await direction.getByText('Programmation adoptée').first().waitFor()
}

/** Finances write the acts, fill what is missing, sign, notify, and pay. */
async function followUp(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.getByRole('link', { name: 'Actes, versements, compte rendu' }).click()
  await page.getByRole('heading', { level: 2, name: 'Actes', exact: true }).waitFor()
  await page.getByRole('button', { name: 'Écrire ces 3 actes' }).click()
  await page.getByText('3 actes écrits').waitFor()
  await expectAccessible(page)
  await takePictures(page, 'conventions-suite')
  const suite = page.url()
  for (const name of await actNames(page)) {
    await page.goto(suite)
    await page.getByRole('link', { name }).click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
    await completeText(page)
  }
  await signAndNotify(page)
  await page.goto(suite)
  await pay(page)
}

async function actNames(page: Page): Promise<string[]> {
  return page
    .getByRole('table', { name: 'Actes du dossier' })
    .getByRole('rowheader')
    .getByRole('link')
    .allInnerTexts()
}

/** The directory of the demonstration knows no address and no SIRET: the act says so, and they are written here. */
async function completeText(page: Page): Promise<void> {
  await page.getByText('Corriger le texte').click()
  const text = page.getByLabel('Texte (obligatoire)')
  const written = await text.inputValue()
  await text.fill(written.replaceAll(/\[à compléter : ([^\]]+)\]/g, '$1 (exemple)'))
  await page.getByRole('button', { name: 'Enregistrer le texte' }).click()
  await page.getByText('Il reste des passages').waitFor({ state: 'hidden' })
}

async function signAndNotify(page: Page): Promise<void> {
  await page.goto(`${base}/conventions/parapheur`)
  await expectAccessible(page)
  await takePictures(page, 'conventions-parapheur')
  const ours = page.getByRole('checkbox', { name: /Une année entière/ })
  for (const box of await ours.all()) await box.check()
  await page.getByLabel('Délibération').fill('Délibération d’exemple 2027-12')
  await page.getByRole('button', { name: 'Noter la signature des actes cochés' }).click()
  await page.getByText('3 signatures notées.').waitFor()
  for (const box of await ours.all()) await box.check()
  await page.getByRole('button', { name: 'Notifier les actes cochés' }).click()
  await page.getByText('3 actes notifiés.').waitFor()
}

async function pay(page: Page): Promise<void> {
  const etat = page.getByRole('region', { name: 'Versements de Sous-préfecture de Valenciennes' })
  await etat.getByText('Noter le versement').click()
  await etat.getByLabel('Référence').fill('MANDAT-7')
  await etat.getByRole('button', { name: 'Enregistrer' }).first().click()
  await page.getByText(/3.000,00.€ versés sur 3.000,00.€ accordés/).waitFor()
}

/** The carrier accounts for what it spent: 500 € less than what it received. */
async function report(page: Page): Promise<void> {
  await page.goto(`${base}/conventions`)
  await page.getByRole('link', { name: 'Une année entière' }).click()
  await page.getByRole('link', { name: /Lettre de notification/ }).waitFor()
  await page.getByRole('link', { name: 'Remplir le compte rendu 2027' }).click()
  await page.getByRole('button', { name: 'Commencer à partir du budget' }).click()
  await page.getByText('Le budget adopté est repris').waitFor()
  await page.getByLabel('Comment l’action a été menée').fill('Neuf ateliers sur dix.')
  await page.getByLabel('Nombre de bénéficiaires').fill('11')
  await page.getByLabel('Dates et lieux').fill('Toute l’année, à Anzin.')
  await page.getByLabel('Objectifs atteints').fill('Presque tous.')
  await page.getByLabel(/^Réalisé, 641/).fill('8 000')
  await page.getByLabel(/^Réalisé, 74 État/).fill('3 000')
  await page.getByLabel(/^Réalisé, 74 Organisme social/).fill('1 500')
  await page.getByLabel(/^Réalisé, Ressources propres/).fill('4 000')
  await page.getByText(/Il reste/).waitFor()
  await expectAccessible(page)
  await takePictures(page, 'conventions-compte-rendu')
  await page.getByRole('button', { name: 'Remettre le compte rendu' }).click()
  await page
    .getByText('Des lignes s’écartent de plus de 10 % du prévu : expliquez pourquoi.')
    .first()
    .waitFor()
  expect(await page.getByLabel('Comment l’action a été menée').inputValue()).toBe('Neuf ateliers sur dix.')
  await page.getByLabel('Explication des écarts').fill('Un poste pourvu deux mois plus tard.')
  await page.getByRole('button', { name: 'Remettre le compte rendu' }).click()
  await page.getByText('Compte rendu remis.').waitFor()
}

/** Finances decide what becomes of the balance, then accept. */
async function control(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.getByText('Les produits dépassent les charges de 500,00 €').first().waitFor()
  await page.getByRole('button', { name: 'Accepter le compte rendu' }).click()
  await page
    .getByText(/Décidez d’abord ce que devient le reliquat/)
    .first()
    .waitFor()
  for (const name of [/CAF du Nord/, /Sous-préfecture/]) {
    const row = page.getByRole('row', { name })
    await row.getByText('Décider').click()
    await row.getByLabel('Ce qu’il devient (obligatoire)').selectOption('reversement')
    await row.getByRole('button', { name: 'Enregistrer la décision' }).click()
    await row.getByText('Reversé au financeur').waitFor()
  }
  await page.getByRole('button', { name: 'Accepter le compte rendu' }).click()
  await page.getByText('Compte rendu accepté.').waitFor()
  await takePictures(page, 'conventions-controle')
}

test('a whole year: a call, a dossier, an opinion, a programming, acts, payments, a report, its balance', async () => {
  const finances = await openCall(CALL)
  const carrier = await begin(CALL)
  await fillDossier(carrier)
  const address = carrier.url()
  await giveOpinion(address)
  await programme()
  await followUp(finances, address)
  await report(carrier)
  await control(finances, carrier.url())
  expectQuiet(finances)
  expectQuiet(carrier)
}, 240_000)
