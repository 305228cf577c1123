import { expect, onTestFinished, test } from 'vitest'
import { projectPath } from '#app/platform/root.server.ts'
import { undoImport } from './imports.server.ts'
import { aLac, type TestLac } from './lac.factory.ts'
import { listServicesInsertion } from './services-insertion.server.ts'

const services = projectPath('data/sources/data-inclusion/fixtures/services-v1.csv')
function aStore(): TestLac {
  const store = aLac()
  onTestFinished(store.remove)
  return store
}

const asked = (communes: string[]) => ({ communes, territoire: 'ici' })

test('the offer last imported is read commune by commune, without the persons who answer for it', async () => {
  const { lac, take, import: importFile } = aStore()
  expect(await listServicesInsertion(lac, asked(['59014']))).toBeNull()
  await importFile(services)
  expect(await listServicesInsertion(lac, asked(['59014']))).toEqual([
    { nom: 'Atelier', type: 'atelier', commune: 'Anzin' },
  ])
  expect(await listServicesInsertion(lac, asked(['59014', '59606']))).toHaveLength(2)
  expect(await listServicesInsertion(lac, asked(["59014') or ('1' = '1"]))).toEqual([])
  const report = await take(
    'services-plus-tard.csv',
    'id;structure_id;source;nom;description;type;thematiques;code_insee;commune;date_maj\nv9;s1;essai;Nouvelle permanence;Accueil;accueil;"[""mobilite""]";59014;Anzin;2026-03-01\n',
  )
  expect(await listServicesInsertion(lac, asked(['59014']))).toEqual([
    { nom: 'Nouvelle permanence', type: 'accueil', commune: 'Anzin' },
  ])
  await undoImport(lac, report.import ?? '')
  expect(await listServicesInsertion(lac, asked(['59014']))).toMatchObject([{ nom: 'Atelier' }])
})

test('an offer reserved to a territory stays out of the portal of another', async () => {
  const { lac, import: importFile } = aStore()
  await importFile(services, { territoire: 'ailleurs' })
  expect(await listServicesInsertion(lac, asked(['59014']))).toBeNull()
  expect(await listServicesInsertion(lac, { communes: ['59014'], territoire: 'ailleurs' })).toHaveLength(1)
})
