import { gzipSync } from 'node:zlib'
import { unzipSync } from 'fflate'
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
import { DEMO_SLUG, FOREIGN_SLUG } from './instance.ts'
import { anonymous } from './visitor.ts'

const portail = `/p/${DEMO_SLUG}`
const sheetTitle = 'Un projet territorial de cohésion sociale pour trente-cinq communes'
const LIMIT = 150_000

test('a document is opened, then kept as an accessible PDF, a DOCX and a page', async () => {
  const page = await asPersona('direction')
  await page.goto(`${base}/publications`)
  await expectAccessible(page)
  await page.getByLabel('Document-cadre : sur quoi ?').selectOption({ label: 'Contrat de ville 2015-2020' })
  await page.getByRole('button', { name: 'Ouvrir : Document-cadre' }).click()
  await page.getByRole('heading', { level: 1, name: 'Contrat de ville 2015-2020' }).waitFor()
  expect(await page.getByRole('table', { name: 'Loi du 21 février 2014' }).textContent()).toContain('6°')
  await expectAccessible(page)
  const keep = async (format: string) =>
    (
      await page.request.get(`${base}/publications/produits/document-cadre/contrat-de-ville-2015/${format}`)
    ).body()
  expect((await keep('pdf')).toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>')
  expect(Object.keys(unzipSync(await keep('docx')))).toContain('word/document.xml')
  expect((await keep('html')).toString()).toContain('<html lang="fr-FR">')
  await page.goto(`${base}/publications/produits/tableau-de-bord/territoire`)
  await expectAccessible(page)
  await takePictures(page, 'publications-tableau-de-bord')
  expectQuiet(page)
})

test('without JavaScript a sheet is proposed from the project, refused without a figure, read over, published', async () => {
  const page = await asPersona('direction', { javaScriptEnabled: false })
  await page.goto(`${base}/publications/experiences/nouvelle`)
  await page
    .getByLabel('Ce que la fiche raconte')
    .selectOption({ label: 'DRE-01 Dispositif de Réussite Éducative' })
  await page.getByRole('button', { name: 'Proposer la fiche' }).click()
  await page.getByRole('heading', { level: 1, name: 'Dispositif de Réussite Éducative' }).waitFor()
  await page.getByRole('textbox', { name: 'Bilan' }).fill('Des familles mieux accompagnées.')
  await page
    .getByRole('region', { name: 'Bilan', exact: true })
    .getByRole('button', { name: 'Enregistrer cette partie' })
    .click()
  await page.getByRole('link', { name: 'Le document' }).click()
  expect(await page.locator('main').textContent()).toContain('Le bilan ne montre aucun chiffre')
  await page.getByRole('button', { name: 'Demander une relecture' }).click()
  expect(await page.locator('.notice.error').textContent()).toContain('aucun chiffre')
  await page.getByRole('link', { name: 'Titre et citation' }).click()
  await page.getByLabel('Les effets ne sont pas mesurés').check()
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('button', { name: 'Demander une relecture' }).click()
  await page.getByRole('button', { name: 'Valider la relecture' }).click()
  await page.getByRole('button', { name: 'Publier sur le portail' }).click()
  await page.getByRole('link', { name: /Édition 1/ }).click()
  expect(await page.locator('main').textContent()).toContain('Non mesuré')
})

test('the page of a sheet and its form have no accessibility fault', async () => {
  const page = await asPersona('mission')
  await page.goto(`${base}/publications`)
  await page.getByRole('link', { name: sheetTitle }).click()
  await page.getByRole('heading', { level: 1, name: sheetTitle }).waitFor()
  await expectAccessible(page)
  await takePictures(page, 'publications-fiche-experience')
  await page.getByRole('link', { name: 'Titre et citation' }).click()
  await page.getByLabel('Sur le vif').waitFor()
  await expectAccessible(page)
  await page.goto(`${base}/publications/portail`)
  await expectAccessible(page)
  await takePictures(page, 'publications-portail')
  expectQuiet(page)
})

test('without JavaScript a report waits for the opinions asked, is debated, then published with its annexes', async () => {
  const page = await asPersona('direction', { javaScriptEnabled: false })
  await page.goto(`${base}/publications`)
  await page.getByRole('link', { name: 'Rapport 2016' }).click()
  expect(await page.locator('main').textContent()).toContain('Réputé favorable (sans réponse)')
  await page.getByLabel('Suites données aux observations').fill('Un bilan par quartier sera fait.')
  await page.getByRole('button', { name: 'Enregistrer le débat' }).click()
  await page.getByRole('button', { name: 'Publier sur le portail' }).click()
  await page.getByRole('link', { name: /Édition 1/ }).click()
  const told = await page.locator('main').textContent()
  expect(told).toContain('Un bilan par quartier sera fait.')
  expect(told).toContain('Favorable avec réserves')
})

test('a council is given a month at least, and the page of a report has no accessibility fault', async () => {
  const page = await asPersona('direction')
  await page.goto(`${base}/publications/rapports/nouveau`)
  await expectAccessible(page)
  await page
    .getByLabel('Contrat de ville (obligatoire)')
    .selectOption({ label: 'Contrat de ville 2015-2020' })
  await page.getByLabel('Année (obligatoire)').fill('2018')
  await page.getByRole('button', { name: 'Ouvrir le rapport' }).click()
  await page.getByRole('textbox', { name: /^Perspectives d’évolution/ }).waitFor()
  for (const part of await page.locator('textarea[name=texte]').all()) await part.fill('Écrit pour l’essai.')
  await page.getByText('Tout est enregistré.').waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Le document' }).click()
  await page.getByLabel('Envoyé le').fill('2026-01-31')
  await page.getByLabel('Réponse attendue au plus tard le').fill('2026-02-20')
  await page.getByRole('button', { name: 'Soumettre pour avis' }).click()
  await page.getByText('Laissez un mois au moins : le 28/02/2026 au plus tôt.').first().waitFor()
  await expectAccessible(page)
  await takePictures(page, 'publications-rapport')
})

test.each([1280, 390])(
  'a resident without JavaScript finds at %i pixels what is done in a commune',
  async (width) => {
    const page = await anonymousPage({ javaScriptEnabled: false, viewport: { width, height: 844 } })
    await page.goto(portail)
    await page.getByLabel('Dans ma commune').selectOption({ label: 'Valenciennes' })
    await page.getByRole('button', { name: 'Voir ce qui s’y fait' }).click()
    await page.getByRole('heading', { level: 1, name: 'Valenciennes' }).waitFor()
    await page.getByRole('link', { name: /^Accroche active/ }).click()
    expect(await page.getByRole('table', { name: 'Organisations et rôles' }).isVisible()).toBe(true)
    const wide = await page.locator('html').evaluate((root) => root.scrollWidth)
    expect(wide).toBeLessThanOrEqual(width)
  },
)

test('the direction takes the whole territory away as one archive, and the journal says so', async () => {
  const page = await asPersona('direction', { javaScriptEnabled: false })
  await page.goto(`${base}/publications/archive`)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Préparer et télécharger l’archive' }).click()
  expect((await download).suggestedFilename()).toMatch(/^valenciennes-metropole-\d{4}-\d{2}-\d{2}\.tar\.gz$/)
  await page.goto(`${base}/journal`)
  expect(await page.locator('main').textContent()).toContain('a emporté')
})

test('the public pages have no accessibility fault, send no program and stay light', async () => {
  const page = await anonymousPage()
  const paths = [
    '',
    '/actions',
    '/quartier?lieu=59606',
    '/en',
    '/documents',
    '/documents/ptcs-2015',
    '/experiences',
    '/accessibilite',
    '/donnees',
  ]
  for (const path of paths) {
    const html = (await (await page.goto(portail + path))?.text()) ?? ''
    expect(html).not.toMatch(/<script(?! type="application\/ld\+json")/)
    const sheets = [...html.matchAll(/href="(\/assets\/[^"]+\.css)"/g)].map(([, href]) => href ?? '')
    const styles = await Promise.all(sheets.map(async (href) => (await fetch(url + href)).text()))
    expect(gzipSync(html + styles.join('')).length, path).toBeLessThan(LIMIT)
    await expectAccessible(page)
    await takePictures(page, `portail${path.replaceAll('/', '-')}`)
  }
  expectQuiet(page)
})

test('the sheet is described to machines, in full and short, and listed in the feed and the site plan', async () => {
  const visitor = anonymous()
  const feed = await (await visitor.get(`${portail}/flux.atom`)).text()
  const [, path = ''] = new RegExp(`(${portail}/experiences/un-projet[^"<]+)`).exec(feed) ?? []
  const html = await (await visitor.get(path)).text()
  const [, data = '{}'] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html) ?? []
  expect(JSON.parse(data)).toMatchObject({ '@type': 'Article', headline: sheetTitle, inLanguage: 'fr-FR' })
  expect(html).toContain(`<title>${sheetTitle}`)
  expect(await (await visitor.get(`${path}?version=courte`)).text()).toContain('version courte')
  expect(await (await visitor.get(`${portail}/plan-du-site.xml`)).text()).toContain(path)
  expect(await (await visitor.get('/robots.txt')).text()).toContain(`${portail}/plan-du-site.xml`)
})

test('a closed portal, what is not published and what does not exist answer alike', async () => {
  const visitor = anonymous()
  for (const path of [
    `/p/${FOREIGN_SLUG}`,
    '/p/nulle-part',
    `${portail}/documents/contrat-de-ville-2000`,
    `${portail}/actions/f-0004`,
    `${portail}/journal`,
  ])
    expect((await visitor.get(path)).status, path).toBe(404)
})
