import { expect, onTestFinished, test } from 'vitest'
import { aGeocoder } from './geocodage.factory.ts'
import { findAddresses } from './geocodage.server.ts'

test('an address gives its places, none when it is unknown, the words sent as they were typed', async () => {
  const { url, asked, stop } = await aGeocoder()
  onTestFinished(stop)
  expect(await findAddresses(url, '12 rue de Mons')).toEqual([
    { label: '12 rue de Mons, 59300 Valenciennes', communeCode: '59606' },
  ])
  expect(await findAddresses(url, 'rue de la Gare')).toHaveLength(3)
  expect(await findAddresses(url, 'nulle part & #?')).toEqual([])
  expect(asked).toEqual(['12 rue de Mons', 'rue de la Gare', 'nulle part & #?'])
})

test('a service that is down, slow, off or talks nonsense is no answer, and never an error', async () => {
  const { url, stop } = await aGeocoder()
  onTestFinished(stop)
  for (const typed of ['panne', 'bavard', 'lent']) expect(await findAddresses(url, typed), typed).toBeNull()
  expect(await findAddresses('http://127.0.0.1:9/nobody', 'ici')).toBeNull()
  expect(await findAddresses(null, 'ici')).toBeNull()
}, 10_000)
