import { expect, test } from 'vitest'
import { asPersona, base, expectAccessible, expectQuiet, takePictures } from './browser.ts'

test('the network is drawn from facts, read year by year, opened on what a tie stands on, and taken away', async () => {
  const page = await asPersona('direction')
  await page.goto(`${base}/cooperation`)
  await page.getByRole('img', { name: 'Le réseau, toutes années ensemble' }).waitFor()
  await expectAccessible(page)
  await takePictures(page, 'cooperation')
  await page.getByRole('link', { name: '2015', exact: true }).click()
  await page.getByRole('img', { name: 'Le réseau en 2015' }).waitFor()
  await page.locator('#liens').getByRole('link').first().click()
  await page.getByText('ont signé le même document-cadre').last().waitFor()
  const files = await Promise.all(
    ['liens.csv', 'reseau.graphml'].map((file) => page.request.get(`${base}/cooperation/${file}?annee=2015`)),
  )
  expect(files.map((answer) => answer.status())).toEqual([200, 200])
  expect(await files[1]?.text()).toContain('<graphml')
  expectQuiet(page)
})

test('years with only one kind of fact are never fuller than with all of them', async () => {
  const page = await asPersona('direction')
  const tiesOf2018 = async (query: string) => {
    await page.goto(`${base}/cooperation${query}`)
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: '2018', exact: true }) })
    return Number(await row.getByRole('cell').nth(1).textContent())
  }
  const all = await tiesOf2018('')
  expect(all).toBeGreaterThan(0)
  expect(await tiesOf2018('?fait=fiche')).toBeLessThanOrEqual(all)
})
