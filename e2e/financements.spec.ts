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
import { atStep, begin, giveAccountAndStatutes, onward, openCall, signAndSubmit } from './dossier-steps.ts'
import { DEMO_SLUG } from './instance.ts'

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
