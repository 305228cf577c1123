import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { asPersona, base, expectAccessible, expectQuiet, takePictures } from './browser.ts'

const HEAD =
  '"CODGEO_2024";"annee";"indicateur";"unite_de_compte";"nombre";"taux_pour_mille";"est_diffuse";"insee_pop";"insee_pop_millesime";"insee_log";"insee_log_millesime";"complement_info_nombre";"complement_info_taux"'
// Real codes of communes of the Pas-de-Calais; every figure is made up.
const ELSEWHERE = Array.from({ length: 40 }, (_, index) => `62${String(index + 1).padStart(3, '0')}`)

/** A communal register of a made-up indicator, twelve years long, where Anzin falls by two points from 2020 on. */
function register(): string {
  const lines = ['59014', '59606', ...ELSEWHERE].flatMap((code, unit) =>
    Array.from({ length: 14 }, (_, t) => {
      const annee = 2011 + t
      const fall = code === '59014' && annee >= 2020 ? 3 : 0
      const taux =
        9 + ((unit + 2) % 6) * 0.5 + Math.sin(t * 1.3) + Math.sin(unit * 12.9 + t * 78.2) * 0.1 - fall
      const number = taux.toFixed(6).replace('.', ',')
      return `"${code}";"${annee}";"Cambriolages de logement";"Infraction";"${Math.round(taux * 6)}";"${number}";"diff";"13100";"2022";"6100";"2022";"NA";"NA"`
    }),
  )
  return [HEAD, ...lines, ''].join('\n')
}

test('a study that the data refuse says why, before anything is computed', async () => {
  const page = await asPersona('direction')
  await page.goto(`${base}/etudes`)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Déclarer une étude' }).first().click()
  await page.getByLabel('Titre de l’étude').fill('Pauvreté à Anzin')
  await page.getByLabel('Indicateur (obligatoire)').selectOption('POV60')
  await page.getByLabel('Première année concernée').fill('2020')
  await page.getByLabel('Anzin', { exact: true }).check()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Enregistrer la déclaration' }).click()
  await page.getByText('Refusé :').waitFor()
  expect(await page.getByRole('button', { name: 'Figer, puis calculer' }).count()).toBe(0)
  await takePictures(page, 'etude-refusee')
  expectQuiet(page)
})

test('from a question to a verdict: declared, frozen, computed against communes elsewhere, and kept', async () => {
  const page = await asPersona('ose')
  await page.goto(`${base}/observatoire/imports`)
  await page
    .getByLabel('Fichier de données')
    .setInputFiles({ name: 'registre-exemple.csv', mimeType: 'text/csv', buffer: Buffer.from(register()) })
  await page.getByRole('button', { name: 'Lire le fichier' }).click()
  await page.getByRole('button', { name: /^Importer/ }).click()
  await page.getByRole('heading', { level: 1, name: 'registre-exemple.csv' }).waitFor()

  await page.goto(`${base}/etudes/nouvelle`)
  await page.getByLabel('Titre de l’étude').fill('Cambriolages à Anzin (exemple)')
  const choice = await page
    .getByLabel('Indicateur (obligatoire)')
    .locator('option', { hasText: 'Cambriolages' })
    .first()
    .getAttribute('value')
  await page.getByLabel('Indicateur (obligatoire)').selectOption(choice)
  await page.getByLabel('Première année concernée').fill('2020')
  await page.getByLabel('Plus petit effet utile').fill('1')
  await page.getByLabel('Question').fill('Les cambriolages ont-ils baissé plus qu’ailleurs depuis 2020 ?')
  await page.getByLabel('Anzin', { exact: true }).check()
  await page.getByRole('button', { name: 'Enregistrer la déclaration' }).click()
  await page.getByText(/Une telle étude ne verrait, quatre fois sur cinq/).waitFor()
  await takePictures(page, 'etude-puissance')
  await page.getByRole('button', { name: 'Figer, puis calculer' }).click()
  await page.getByRole('heading', { name: 'Verdict' }).waitFor()
  const text = (await page.getByRole('main').textContent()) ?? ''
  expect(text).toContain('C’est un effet moyen sur le territoire, pas sur les habitants')
  expect(text).toContain('Contrôle synthétique')
  expect(text).toMatch(/atteint en/)
  expect(text).toContain('Pour une élue, un élu')
  expect(text).toMatch(/Compatible avec une (baisse|hausse) de/)
  expect(text).toContain('Là où rien ne devrait se voir')
  await expectAccessible(page)
  await takePictures(page, 'etude-verdict')

  const csv = await (await page.request.get(`${page.url()}/panel.csv`)).text()
  expect(csv.split('\n')[0]).toBe('code;annee;valeur;entree')
  expect(csv).toContain('59014;2020;')
  const zip = await page.request.get(`${page.url()}/annexe.zip`)
  expect(zip.headers()['content-type']).toBe('application/zip')
  const names = Object.keys(unzipSync(new Uint8Array(await zip.body())))
  expect(names).toEqual(['LISEZ-MOI.txt', 'commande.txt', 'panel.csv', 'parametres.json', 'resultat.json'])
  expect(await page.getByRole('link', { name: 'Modifier la déclaration' }).count()).toBe(0)
  await page.goto(`${base}/etudes`)
  await page.getByRole('row', { name: /Cambriolages à Anzin/ }).waitFor()
  expectQuiet(page)
})
