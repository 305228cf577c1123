import { expect, test } from 'vitest'
import { asPersona, base, expectAccessible, expectQuiet, takePictures, url } from './browser.ts'

test('the screens of aids, subsidies and bids have no accessibility fault', async () => {
  const page = await asPersona('direction')
  for (const path of [
    '/veille',
    '/subventions',
    '/subventions/importer',
    '/subventions/imports',
    '/subventions/publier?annee=2017',
    '/candidatures',
    '/candidatures/nouvelle',
    '/candidatures/JEUNES-2027',
    '/candidatures/JEUNES-2027/consortium',
    '/candidatures/JEUNES-2027/actions',
    '/candidatures/PIA-2016/budget',
    '/candidatures/PIA-2016/dossier',
  ]) {
    await page.goto(`${base}${path}`)
    await expectAccessible(page)
    await takePictures(page, `appels${path.replaceAll(/[/?=]/g, '-')}`)
  }
  expectQuiet(page)
})

const file = {
  name: 'subventions-2019.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    'nomAttribuant;nomBeneficiaire;idBeneficiaire;montant;objet;dateConvention\nVille;Club du parcours;81223113200026;"1 500,50 €";Tournoi;03/06/2019\nVille;Amicale du parcours;75273724700000.0;NC;Fête;2019\n',
  ),
}

test('a file of subsidies is rehearsed, kept, found by its words, then undone, without JavaScript', async () => {
  const page = await asPersona('finances', { javaScriptEnabled: false })
  await page.goto(`${base}/subventions/importer`)
  await page.getByLabel('Fichier CSV, XLSX, ODS ou XLS').setInputFiles(file)
  await page.getByRole('button', { name: 'Lire le fichier' }).click()
  expect(await page.getByRole('table', { name: /non gardées/ }).textContent()).toContain(
    'n’est pas communiqué',
  )
  await page.getByRole('button', { name: /^Garder 1/ }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('subventions-2019.csv')
  await page.goto(`${base}/subventions?q=tournoi`)
  expect(await page.getByRole('row', { name: /Club du parcours/ }).textContent()).toContain('ligne 2')
  await page.getByRole('link', { name: 'subventions-2019.csv' }).click()
  await page.getByRole('button', { name: 'Annuler cet import' }).click()
  await page.waitForURL(/imports$/)
  await page.goto(`${base}/subventions?q=tournoi`)
  await page.getByText('Aucune subvention ne correspond.').waitFor()
})

test('what the EPCI attributed is published in the national format', async () => {
  const page = await asPersona('finances')
  await page.goto(`${base}/subventions/publier?annee=2017`)
  await page.getByText('Rien n’est écarté.').waitFor()
  const answer = await page.request.get(`${url}${base}/subventions/publier/scdl.csv?annee=2017`)
  const lines = (await answer.text()).trim().split('\r\n')
  expect(lines[0]?.split(',')).toHaveLength(16)
  expect(lines).toHaveLength(7)
})

test('an aid is set aside only with a reason; followed, it shows in what is coming', async () => {
  const page = await asPersona('mission')
  await page.goto(`${base}/veille?q=mobilité`)
  await page.getByRole('link', { name: /Mobilité des jeunes/ }).click()
  await page.getByLabel('Décision (obligatoire)').selectOption('ecartee')
  await page.getByRole('button', { name: 'Enregistrer la décision' }).click()
  await page.getByText('Dites pourquoi cette aide est écartée.').first().waitFor()
  await page.getByLabel('Décision (obligatoire)').selectOption('suivie')
  await page.getByRole('button', { name: 'Enregistrer la décision' }).click()
  await page.getByText('Décision enregistrée.').waitFor()
  await page.goto(base)
  await page.getByRole('link', { name: /Mobilité des jeunes/ }).waitFor()
  expectQuiet(page)
})

test('a bid is opened, told what it lacks, completed, decided, handed in and won', async () => {
  const page = await asPersona('direction')
  await page.goto(`${base}/candidatures/nouvelle`)
  await page.getByLabel('Titre du projet (obligatoire)').fill('Un projet du parcours')
  await page.getByLabel('Code (obligatoire)').fill('PARCOURS-1')
  await page.getByLabel('Financeur de l’appel').selectOption({ label: 'Région Hauts-de-France' })
  await page.getByLabel('Date limite de dépôt').fill('2027-06-30')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('Le chef de file n’est pas désigné.').waitFor()
  await page.getByRole('link', { name: 'Consortium' }).click()
  await page.getByText('Ajouter un membre du consortium').click()
  await page.getByLabel('Organisation (obligatoire)').selectOption({ label: 'CA Valenciennes Métropole' })
  await page.getByLabel('Rôle (obligatoire)').selectOption('chef_de_file')
  await page.getByLabel('Lettre d’engagement (obligatoire)').selectOption('signee')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('row', { name: /Chef de file/ }).waitFor()
  await page.getByRole('link', { name: 'Actions', exact: true }).click()
  await page.getByText('Ajouter une action').click()
  await page.getByLabel('Titre (obligatoire)').fill('Une action du parcours')
  await page.getByRole('button', { name: 'Enregistrer' }).last().click()
  await page.getByRole('cell', { name: 'A01' }).waitFor()
  await page.getByRole('link', { name: 'Vue d’ensemble' }).click()
  await page.getByText('1 action sans opérateur : A01.').waitFor()
  await page.getByLabel('Pourquoi (obligatoire)').fill('Le territoire est prêt.')
  await page.getByRole('button', { name: 'Enregistrer la décision' }).click()
  await page.getByRole('button', { name: 'Le dossier est déposé' }).click()
  await page.getByLabel('Montant obtenu (€)').fill('12 000,50')
  await page.getByRole('button', { name: 'Enregistrer la réponse' }).click()
  await page.getByText(/Retenu : 12.000,50/).waitFor()
  await page.getByRole('link', { name: 'Actions', exact: true }).click()
  await page.getByRole('link', { name: /^Fiche / }).click()
  await page.getByRole('heading', { level: 1, name: 'Une action du parcours' }).waitFor()
  expectQuiet(page)
})

test('the file of the bid of 2016 is given as PDF, DOCX and workbook', async () => {
  const page = await asPersona('ose')
  for (const [format, first] of [
    ['pdf', '%PDF'],
    ['docx', 'PK'],
    ['xlsx', 'PK'],
  ] as const) {
    const answer = await page.request.get(`${url}${base}/candidatures/PIA-2016/dossier.${format}`)
    expect(answer.status(), format).toBe(200)
    expect((await answer.body()).subarray(0, first.length).toString(), format).toBe(first)
  }
})
