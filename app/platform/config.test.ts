import { expect, test } from 'vitest'
import { readConfig } from './config.server.ts'

test('without a word from the environment, everything has a place and the demonstration is on', () => {
  expect(readConfig({})).toMatchObject({
    port: 4321,
    databaseUrl: null,
    demo: true,
    publicUrl: 'http://127.0.0.1:4321',
  })
})

test('a server of its own in production has no demonstration unless it is asked for', () => {
  const server = { NODE_ENV: 'production', DATABASE_URL: 'postgres://m@localhost/m' }
  expect(readConfig(server).demo).toBe(false)
  expect(readConfig({ ...server, MAILLAGE_DEMO: 'oui' }).demo).toBe(true)
})

test('a wrong variable is named in a French sentence', () => {
  expect(() => readConfig({ PORT: 'abc', SMTP_URL: 'ftp://x' })).toThrow('vérifiez PORT, SMTP_URL')
})

test('an empty variable counts as absent', () => {
  expect(readConfig({ DATABASE_URL: '' }).databaseUrl).toBeNull()
})
