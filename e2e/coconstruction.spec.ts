import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { anonymousPage, asPersona, base, expectAccessible, expectQuiet, takePictures } from './browser.ts'

test('groups write a document: a call, a link, dots, a draft that cites, an opinion, the text carried to its axis', async () => {
  const team = await asPersona('direction')
  await team.goto(`${base}/demarches/nouvelle`)
  await team.getByLabel('Titre (obligatoire)').fill('Écrire l’axe santé ensemble')
  await team
    .getByLabel('Document à écrire (obligatoire)')
    .selectOption({ label: 'Projet territorial de cohésion sociale 2027-2032 (exemple)' })
  await team.getByLabel('Groupe transversal : Jeunesse').check()
  await expectAccessible(team)
  await takePictures(team, 'demarche-nouvelle')
  await team.getByRole('button', { name: 'Enregistrer' }).click()
  await team.getByText('Démarche ouverte, en préparation.').waitFor()
  const address = team.url()
  const commune = await asPersona('commune-rurale')
  expect((await commune.goto(address))?.status()).toBe(404)
  await team.getByRole('button', { name: 'Ouvrir les contributions' }).click()
  await team.getByText('La démarche est maintenant : contributions ouvertes.').waitFor()

  const anyone = await contributeFromMail(team)

  await commune.goto(address)
  await commune.getByRole('link', { name: 'Promouvoir la santé et faciliter l’accès aux soins' }).click()
  await commune.getByRole('button', { name: /^3.points : Les rendez-vous sont trop loin/ }).click()
  await commune.getByText('Vos points sont comptés.').waitFor()
  await commune.getByText('Écrire une contribution').click()
  await commune
    .getByLabel('Votre contribution (obligatoire)')
    .fill('Un bus de soins qui passe aussi dans les villages.')
  await commune.getByRole('button', { name: 'Envoyer' }).click()
  await commune.getByText('Merci : votre contribution est enregistrée.').waitFor()
  await expectAccessible(commune)

  await team.goto(address)
  await team.getByRole('button', { name: 'Clore les contributions et rédiger' }).click()
  await team.getByText('La démarche est maintenant : en rédaction.').waitFor()
  await team.getByRole('link', { name: 'Promouvoir la santé et faciliter l’accès aux soins' }).click()
  await team.waitForURL(/axes/)
  const workshop = team.url()
  await team.getByText('Écrire un passage').click()
  await team
    .getByLabel('Texte du passage (obligatoire)')
    .fill('Rapprocher les soins de celles et ceux qui n’ont pas de voiture.')
  await team.getByRole('checkbox', { name: /^Les rendez-vous sont trop loin/ }).check()
  await team.getByRole('button', { name: 'Enregistrer le passage' }).click()
  await team.getByText('Passage ajouté.').waitFor()
  await team.getByText('Repris dans').waitFor()
  await team.getByText(/^Ne pas la reprendre/).click()
  await team
    .getByLabel('Pourquoi elle n’est pas reprise (obligatoire)')
    .fill('Le Département prépare déjà ce service.')
  await team.getByRole('button', { name: 'Garder cette raison' }).click()
  await team.getByText('Non reprise : Le Département prépare déjà ce service.').waitFor()
  await expectAccessible(team)
  await takePictures(team, 'demarche-axe')

  const council = await opinionOf(team, address)
  await team.goto(workshop.replace(/demarches\/[^/]+\//, ''))
  await team.getByRole('link', { name: 'Écrire l’axe santé ensemble' }).waitFor()
  await team.getByText(/1.passage, dont 1 issus de 1.contribution/).waitFor()
  for (const page of [team, anyone, council]) expectQuiet(page)
}, 180_000)

/** The draft goes to a council, which has reservations; the team answers, and the text is carried. */
async function opinionOf(team: Page, address: string): Promise<Page> {
  await team.goto(`${address}/avis`)
  const councils = team.getByRole('group', { name: /Conseils municipaux, conseils citoyens/ })
  for (const box of await councils.getByRole('checkbox').all()) await box.uncheck()
  await councils.getByLabel('Conseil citoyen Dutemple (exemple)').check()
  await team.getByRole('button', { name: 'Soumettre pour avis' }).click()
  await team.getByText('Le projet est soumis pour avis').waitFor()
  await team.getByText(/Des avis sont encore attendus : Conseil citoyen Dutemple/).waitFor()
  const council = await asPersona('conseil-citoyen')
  await council.goto(`${address}/avis`)
  await council.getByText('Écrire l’avis').click()
  await council.getByLabel('Sens de l’avis (obligatoire)').selectOption('reserve')
  await council.getByLabel('L’avis', { exact: true }).fill('Dire aussi qui accompagne les personnes âgées.')
  await council.getByRole('button', { name: 'Enregistrer l’avis' }).click()
  await council.getByText('Avis enregistré').waitFor()
  await team.goto(`${address}/avis`)
  await team.getByText('Dire ce que le texte en fait (nécessaire)').click()
  await team.getByLabel('Ce que le texte en fait (obligatoire)').fill('Renvoyé au plan bien vieillir.')
  await team.getByRole('button', { name: 'Garder' }).click()
  await team.getByText('La suite donnée est gardée').waitFor()
  await expectAccessible(team)
  await takePictures(team, 'demarche-avis')
  const pdf = await team.request.get(`${address}/projet.pdf`)
  expect((await pdf.body()).subarray(0, 4).toString()).toBe('%PDF')
  expect((await team.request.get(`${address}/contributions.xlsx`)).status()).toBe(200)
  await team
    .getByLabel('Ce que le document change (obligatoire)')
    .fill('Le texte de l’axe santé, écrit par les groupes.')
  await team.getByRole('button', { name: 'Porter le texte' }).click()
  await team.getByText('Le texte est porté au document.').waitFor()
  return council
}

/** A call leaves by mail, and somebody without an account answers by its link. */
async function contributeFromMail(team: Page): Promise<Page> {
  await team.getByRole('link', { name: 'Appeler à contribuer' }).click()
  await team.getByLabel('La question posée (obligatoire)').fill('Qu’est-ce qui éloigne des soins ?')
  await team
    .getByLabel('Sur quel axe')
    .selectOption({ label: '2. Promouvoir la santé et faciliter l’accès aux soins' })
  await team.getByLabel('Et à d’autres, par courriel').fill('Centre social, csc@exemple.invalid')
  await expectAccessible(team)
  await takePictures(team, 'demarche-appels')
  await team.getByRole('button', { name: 'Envoyer l’appel' }).click()
  await team.getByText(/courriels? part(ent)?, chacun avec son lien/).waitFor()

  await team.goto(`${base}/courriels?q=csc`)
  await team
    .getByRole('link', { name: /^Votre contribution : Écrire l’axe santé/ })
    .first()
    .click()
  await team
    .getByText(/\/contribution\//)
    .first()
    .waitFor()
  const mail = (await team.locator('main').textContent()) ?? ''
  const anyone = await anonymousPage()
  await anyone.goto(/\/contribution\/[\w-]+/.exec(mail)?.[0] ?? '')
  await anyone
    .getByLabel('Votre contribution (obligatoire)')
    .fill('Les rendez-vous sont trop loin pour qui n’a pas de voiture.')
  await anyone.getByLabel('C’est (obligatoire)').selectOption('diagnostic')
  await expectAccessible(anyone)
  await anyone.getByRole('button', { name: 'Envoyer' }).click()
  await anyone.getByText('Merci : votre contribution est enregistrée').waitFor()
  await takePictures(anyone, 'contribution-lien')
  return anyone
}
