import { defineConfig } from 'vitest/config'
import { ByNameInTheBrowser } from './e2e/sequencer.ts'

const server = ['**/*.server.test.ts']
const exclude = ['**/node_modules/**', 'build/**', '.react-router/**', 'data/runtime/**']

export default defineConfig({
  test: {
    sequence: { sequencer: ByNameInTheBrowser },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: [...exclude, ...server],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'server',
          include: server,
          exclude,
          globalSetup: ['app/db/test-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.spec.ts'],
          exclude,
          globalSetup: ['e2e/setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
