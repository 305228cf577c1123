import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { asPersona, base, expectAccessible, expectQuiet, takePictures } from './browser.ts'

test('the skeleton of a project is taken along, read again, and what is missing here is created after a rehearsal', async () => {
  const team = await asPersona('direction')
  await team.goto(`${base}/publications`)
  await team.getByRole('link', { name: 'Trame du projet' }).click()
  await team.getByRole('heading', { level: 1, name: 'Trame du projet' }).waitFor()
  await expectAccessible(team)
  await takePictures(team, 'trame')
  await team.getByLabel('Avec les axes de').selectOption('ptcs-2015')
  const [download] = await Promise.all([
    team.waitForEvent('download'),
    team.getByRole('button', { name: 'Télécharger la trame' }).click(),
  ])
  const trame = JSON.parse(await readFile(await download.path(), 'utf8'))
  expect(trame.strategie.document.axes.filter((axe: { niveau: number }) => axe.niveau === 0)).toHaveLength(6)

  const send = async (text: string) => {
    await team.getByLabel('Trame d’un autre territoire').setInputFiles({
      name: 'trame.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    })
    await team.getByRole('button', { name: 'Lire le fichier' }).click()
  }
  await send('commune;habitants')
  await team.getByText('Ce fichier n’est pas une trame').first().waitFor()
  trame.territoire = 'CC d’ailleurs (exemple)'
  trame.strategie.document.code = 'trame-exemple'
  trame.strategie.document.titre = 'Projet repris (exemple)'
  await send(JSON.stringify(trame))
  await team.getByText('1 élément à créer sur').waitFor()
  await expectAccessible(team)
  await takePictures(team, 'trame-reprise')
  await team.getByRole('button', { name: 'Créer ce qui manque' }).click()
  await team.getByText('Trame reprise : 1 élément créé.').waitFor()
  await team.goto(`${base}/documents/trame-exemple`)
  await team.getByRole('heading', { level: 1, name: 'Projet repris (exemple)' }).waitFor()
  expect(await team.getByRole('link', { name: /santé/i }).count()).toBeGreaterThan(0)
  expectQuiet(team)
}, 120_000)
