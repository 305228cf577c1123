import { readFile } from 'node:fs/promises'
import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { asPersona, base, expectAccessible, expectQuiet, takePictures } from './browser.ts'

test('a framework document is handed over to the archives with its files, and their answer is noted', async () => {
  const team = await asPersona('direction')
  await team.goto(`${base}/documents/contrat-de-ville-2015`)
  await team.getByText('Déposer un fichier').click()
  await team.getByLabel('Fichier à déposer').setInputFiles({
    name: 'Délibération exemple.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('commune;vote\nSaultain;pour\n'),
  })
  await team.getByRole('button', { name: 'Déposer', exact: true }).click()
  await team.getByText('Fichier déposé').waitFor()
  await team.getByRole('link', { name: 'Délibération exemple.csv' }).waitFor()
  await takePictures(team, 'document-fichiers')

  await team.goto(`${base}/registre`)
  await team.getByRole('link', { name: 'Préparer un transfert' }).click()
  await team.getByLabel('Document à verser').selectOption({ value: 'document-cadre:contrat-de-ville-2015' })
  await team.getByLabel('Service d’archives').fill('Archives départementales (exemple)')
  await team.getByLabel('Identifiant du service').fill('FRAD 059')
  await expectAccessible(team)
  await takePictures(team, 'transfert-nouveau')
  await team.getByRole('button', { name: 'Préparer le paquet' }).click()
  await team.getByText('Écrivez l’identifiant sans espace').first().waitFor()
  expect(await team.getByLabel('Service d’archives').inputValue()).toBe('Archives départementales (exemple)')
  expect(await team.getByLabel('Document à verser').inputValue()).toBe('document-cadre:contrat-de-ville-2015')
  await team.getByLabel('Identifiant du service').fill('FRAD059')
  await team.getByRole('button', { name: 'Préparer le paquet' }).click()
  await team.getByText('Le paquet est prêt').waitFor()
  await expectAccessible(team)
  await takePictures(team, 'transfert')

  const [download] = await Promise.all([
    team.waitForEvent('download'),
    team.getByRole('link', { name: 'Télécharger le paquet' }).click(),
  ])
  const entries = unzipSync(await readFile(await download.path()))
  expect(Object.keys(entries).sort()).toEqual(['content/1.pdf', 'content/2.csv', 'manifest.xml'])
  const schema = await readFile('app/platform/documents/seda-2.2-extrait.xsd', 'utf8')
  const manifest = { fileName: 'manifest.xml', contents: entries['manifest.xml'] ?? '' }
  expect((await validateXML({ xml: manifest, schema })).errors).toEqual([])

  await team.getByLabel('Cote, ou motif du rejet').fill('4512 W 3 (exemple)')
  await team.getByRole('button', { name: 'Enregistrer la réponse' }).click()
  await team.getByText('La réponse est notée').waitFor()
  await team.goto(`${base}/registre`)
  await team.getByText('Pris en charge').first().waitFor()
  await takePictures(team, 'registre-transferts')
  expectQuiet(team)
}, 120_000)
