import { expect, test } from 'vitest'
import { asPersona, base, expectAccessible, expectQuiet, takePictures } from './browser.ts'

const VOLS = 'Vols de véhicule'
const head =
  'CODGEO_2024,annee,indicateur,unite_de_compte,nombre,taux_pour_mille,est_diffuse,insee_pop,insee_pop_millesime,insee_log,insee_log_millesime,complement_info_nombre,complement_info_taux'
const line = (commune: string, annee: number, given: { nombre: string; taux: string; diffuse: string }) =>
  `"${commune}","${annee}","${VOLS}","Véhicule","${given.nombre}","${given.taux}","${given.diffuse}","43405","2018","23000","2018","12","0,9"`

/** Made for this test, in the format of the communal base: no real figure. */
const deposited = [
  head,
  line('59606', 2023, { nombre: '86', taux: '2,0', diffuse: 'diff' }),
  line('59606', 2024, { nombre: '95', taux: '2,2', diffuse: 'diff' }),
  line('59014', 2024, { nombre: '40', taux: '3,0', diffuse: 'diff' }),
  line('59559', 2024, { nombre: 'NA', taux: 'NA', diffuse: 'ndiff' }),
].join('\n')

test('a file is rehearsed, imported, read on a portrait and on a map, and each figure opens on its file', async () => {
  const page = await asPersona('direction')
  await page.goto(`${base}/observatoire/imports`)
  await expectAccessible(page)
  await page.getByLabel('Fichier de données').setInputFiles({
    name: 'exemple-delinquance-communes.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(deposited),
  })
  await page.getByRole('button', { name: 'Lire le fichier' }).click()
  await page.getByRole('heading', { level: 1, name: 'Répétition de l’import' }).waitFor()
  expect(await page.locator('main').textContent()).toContain('rien n’est encore écrit')
  await expectAccessible(page)
  await takePictures(page, 'observatoire-repetition')
  await page.getByRole('button', { name: /Importer 8\svaleurs/ }).click()
  await page.getByRole('heading', { level: 1, name: 'exemple-delinquance-communes.csv' }).waitFor()
  const sha = await page.getByText(/^[0-9a-f]{64}$/).textContent()
  expect(sha).toHaveLength(64)
  await expectAccessible(page)

  await page.goto(`${base}/observatoire/portrait/commune/59606`)
  const row = page.getByRole('row', { name: new RegExp(VOLS) })
  expect(await row.textContent()).toContain('2,2')
  await row.getByText('Définition et source').click()
  await expectAccessible(page)
  await takePictures(page, 'observatoire-portrait')
  await row.getByRole('link', { name: 'exemple-delinquance-communes.csv' }).click()
  await page.getByText(sha ?? '').waitFor()

  await page.goto(`${base}/observatoire/portrait/commune/59559`)
  const blank = page.getByRole('row', { name: new RegExp(VOLS) })
  await blank.getByText('secret', { exact: true }).first().click()
  await blank
    .getByText(/secret statistique/i)
    .first()
    .waitFor()
  expectQuiet(page)
})

test('the portrait of the intercommunality sets its 35 communes side by side, 15 with a secret poverty rate', async () => {
  const page = await asPersona('partenaire')
  await page.goto(`${base}/observatoire/portrait/epci/245901160`)
  const table = page.getByRole('region', { name: 'Les communes, indicateur par indicateur' })
  expect(await table.getByRole('row').count()).toBe(36)
  expect(await table.getByRole('columnheader', { name: /Taux de pauvreté/ }).textContent()).toMatch(
    /15\ssecrets/,
  )
  await expectAccessible(page)
  await takePictures(page, 'observatoire-epci')
  expectQuiet(page)
})

test('the map hatches what is secret, says the same in its table, and is saved as SVG, CSV and PDF', async () => {
  const page = await asPersona('direction')
  await page.goto(`${base}/observatoire/carte?indicateur=POV60`)
  expect(await page.getByRole('list', { name: 'Légende' }).textContent()).toContain('secret statistique (15)')
  await page.getByLabel('Classes').selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Dessiner' }).click()
  await page.waitForURL(/methode=/)
  await expectAccessible(page)
  await takePictures(page, 'observatoire-carte')
  const svg = await page.request.get(
    (await page.getByRole('link', { name: 'SVG' }).getAttribute('href')) ?? '',
  )
  expect(await svg.text()).toMatch(/^<svg|^<\?xml/)
  const csv = await page.request.get(
    (await page.getByRole('link', { name: 'CSV' }).getAttribute('href')) ?? '',
  )
  const lines = (await csv.text()).split(/\r?\n/)
  expect(lines.filter((one) => one.includes('secret'))).toHaveLength(15)
  const pdf = await page.request.get(
    (await page.getByRole('link', { name: 'PDF' }).getAttribute('href')) ?? '',
  )
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  expectQuiet(page)
})

test('a portrait is compared with similar communes, and kept on paper with the same choices', async () => {
  const page = await asPersona('direction')
  await page.goto(`${base}/observatoire/portrait/commune/59606?avec=epci&avec=semblables`)
  await page.getByText('Communes semblables :').waitFor()
  await page.getByRole('columnheader', { name: 'Communes semblables (médiane)' }).first().waitFor()
  await expectAccessible(page)
  const href = (await page.getByRole('link', { name: 'PDF' }).getAttribute('href')) ?? ''
  expect(href).toContain('avec=semblables')
  const pdf = await page.request.get(href)
  expect(pdf.headers()['content-type']).toBe('application/pdf')
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  expectQuiet(page)
})

test('a map shows the quartiers over the communes, another year beside, and groups of communes say how far to trust them', async () => {
  const page = await asPersona('partenaire')
  await page.goto(`${base}/observatoire/carte?indicateur=POP_TOTAL&comparer=2013&qpv=oui&symboles=aplats`)
  expect(await page.getByRole('figure', { name: /^Carte : Population municipale/ }).count()).toBe(2)
  await page.getByRole('columnheader', { name: '2013' }).waitFor()
  await expectAccessible(page)
  await takePictures(page, 'observatoire-carte-deux-annees')
  await page.goto(`${base}/observatoire/typologie?groupes=3&champ=territoire`)
  await page.getByText(/Groupes (?:assez |in)?stables/).waitFor()
  await expectAccessible(page)
  await takePictures(page, 'observatoire-typologie')
  expectQuiet(page)
})

test('series are explored, similar communes found, with no accessibility fault', async () => {
  const page = await asPersona('mission')
  for (const path of [
    '',
    '/explorer?indicateur=POP_TOTAL&lieu=commune:59606',
    '/semblables?niveau=commune&code=59606',
  ]) {
    await page.goto(`${base}/observatoire${path}`)
    await expectAccessible(page)
    await takePictures(page, `observatoire${path.split('?')[0]?.replaceAll('/', '-')}`)
  }
  await page.getByRole('heading', { level: 1, name: 'Territoires semblables à Valenciennes' }).waitFor()
  expectQuiet(page)
})

test('the territory keeps an indicator of its own: typed, brought by a table, masked for everybody', async () => {
  const page = await asPersona('mission')
  await page.goto(`${base}/observatoire/indicateurs/nouveau`)
  await expectAccessible(page)
  await page.getByLabel('Intitulé').fill('Exemple de permanences tenues')
  await page.getByLabel('Définition').fill('Personnes reçues en permanence dans l’année.')
  await page.getByLabel('Qui donne ces chiffres').fill('Service exemple')
  await page.getByLabel('Thème').selectOption('securite')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('heading', { level: 1, name: 'Exemple de permanences tenues' }).waitFor()

  await page.getByRole('link', { name: 'Saisir ou importer des chiffres' }).click()
  await page.getByLabel('Valenciennes', { exact: true }).fill('41')
  await page.getByLabel('Sebourg', { exact: true }).fill('3')
  await expectAccessible(page)
  await page.getByRole('button', { name: /Enregistrer les chiffres/ }).click()
  await page.getByRole('heading', { name: 'Chiffres, tels que tout le monde les voit' }).waitFor()
  expect(await page.getByRole('row', { name: /Sebourg/ }).textContent()).toContain('secret')

  await page.getByRole('link', { name: 'Saisir ou importer des chiffres' }).click()
  await page.getByRole('link', { name: 'Importer un tableau' }).click()
  const table = { name: 'exemple-permanences.csv', mimeType: 'text/csv' }
  const send = async (text: string) => {
    await page.getByLabel('Tableau des chiffres').setInputFiles({ ...table, buffer: Buffer.from(text) })
    await page.getByRole('button', { name: 'Lire le fichier' }).click()
  }
  await send('code;2022;2023\n59606;38;beaucoup\n')
  await page.getByText('Rien n’est écrit. À corriger : ligne 2').first().waitFor()
  await expectAccessible(page)
  await send('code;2022;2023\n59606;38;44\n59014;12;15\n')
  await page.getByRole('columnheader', { name: '2022' }).waitFor()
  expect(await page.getByRole('row', { name: /Anzin/ }).textContent()).toContain('15')

  const reader = await asPersona('partenaire')
  await reader.goto(`${base}/observatoire/portrait/commune/59606`)
  const row = reader.getByRole('row', { name: /Exemple de permanences tenues/ })
  expect(await row.textContent()).toContain('Service exemple')
  expectQuiet(page)
})

test('a text nobody knows stops the reading, is explained on the screen, and the file is read again', async () => {
  const page = await asPersona('mission')
  await page.goto(`${base}/observatoire/imports`)
  await page.getByLabel('Fichier de données').setInputFiles({
    name: 'exemple-releve-2024.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('code;Places\n59606;12\n59014;-\n59153;7\n'),
  })
  await page.getByRole('button', { name: 'Lire le fichier' }).click()
  await page.getByLabel('Que veut dire « - » ?').selectOption({ label: 'chiffre non disponible' })
  await expectAccessible(page)
  await takePictures(page, 'observatoire-relire')
  await page.getByRole('button', { name: 'Relire le fichier' }).click()
  await page.getByRole('heading', { name: 'Ce qui serait importé' }).waitFor()
  expect(await page.locator('main').textContent()).toContain('2 normales, 1 non disponible')
  expectQuiet(page)
})
