import { parseHTML } from 'linkedom'
import { renderToString } from 'react-dom/server'
import { createRoutesStub } from 'react-router'
import { expect, test } from 'vitest'
import { aFiche } from './fiche.factory.ts'
import { ficheInput } from './fiche.schema.ts'
import { FicheForm } from './fiche-form.tsx'

const some = [{ value: 'x', label: 'X' }]
const choices = {
  axes: some,
  themes: some,
  documents: some,
  communes: some,
  qpv: some,
  organisations: some,
  programmes: some,
}

function Page() {
  return <FicheForm values={aFiche()} version={3} choices={choices} refused={undefined} />
}

function rendered() {
  const Stub = createRoutesStub([{ path: '/', Component: Page }])
  return parseHTML(`<html><body>${renderToString(<Stub />)}</body></html>`).document
}

test.each(Object.keys(ficheInput.shape))('the field %s has an input, with a label', (name) => {
  const document = rendered()
  const inputs = [...document.querySelectorAll(`[name="${name}"]`)]
  expect(inputs.length).toBeGreaterThan(0)
  const labelled = document.querySelector(`label[for="champ-${name}"], #champ-${name} > legend`)
  expect(labelled?.textContent).toBeTruthy()
})

test('the version that was read travels with the form', () => {
  expect(rendered().querySelector('[name="version"]')?.getAttribute('value')).toBe('3')
})
