import { expect, test } from 'vitest'
import { asPersona, base, expectAccessible, expectQuiet, takePictures } from './browser.ts'

const headingsOf = (page: Awaited<ReturnType<typeof asPersona>>) =>
  page.getByRole('main').getByRole('heading', { level: 2 }).allTextContents()

test('the page of a commune gathers figures, field, fiches, money, documents, bodies and quarters', async () => {
  const page = await asPersona('direction')
  await page.goto(`${base}/commune/59606`)
  expect(await headingsOf(page)).toEqual([
    'Chiffres',
    'Observations de terrain',
    'Fiches action',
    'Financements',
    'Quartiers prioritaires',
    'Repères',
    'Documents-cadres',
    'Participation',
    'Instances',
    'Dans quels périmètres',
    'Organisations',
  ])
  await page.getByRole('main').getByRole('link', { name: 'Comité de pilotage élargi du PTCS' }).waitFor()
  await expectAccessible(page)
  await takePictures(page, 'lieu-commune')
  expectQuiet(page)
})

test('the same page at another day shows the documents and the bodies of that day', async () => {
  const page = await asPersona('direction')
  await page.goto(`${base}/commune/59606?au=2008-06-30`)
  await page.getByRole('link', { name: 'Projet urbain de cohésion sociale 2007' }).waitFor()
  expect(await page.getByText('Projet territorial de cohésion sociale 2015-2020').count()).toBe(0)
})

test('who carries a project reads of a quarter only what is for everybody', async () => {
  const page = await asPersona('porteur')
  await page.goto(`${base}/qpv/QN05921M`)
  await page.getByRole('heading', { level: 1, name: /Rives De L.Escaut/ }).waitFor()
  const headings = await headingsOf(page)
  expect(headings).toContain('Fiches action')
  expect(headings).not.toContain('Observations de terrain')
  expect(headings).not.toContain('Instances')
})
