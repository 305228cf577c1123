import { expect, test } from 'vitest'
import { depositNight } from '../bench/with-night.ts'

test('killed in the middle of the last minute, the application has lost no acknowledged word and made no twin', async () => {
  const report = await depositNight({ databaseUrl: null, carriers: 16, seconds: 5 })
  expect(report).toMatchObject({ submitted: 16, refused: 0, saves: 48 })
  expect(Object.entries(report.faults).filter(([, cases]) => cases > 0)).toEqual([])
})
