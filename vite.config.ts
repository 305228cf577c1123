import { isBuiltin } from 'node:module'
import { reactRouter } from '@react-router/dev/vite'
import { defineConfig, type Plugin } from 'vite'

/** What browsers download holds nothing of the server: a module that reads files there is a mistake, so the build stops. */
const nothingOfTheServer: Plugin = {
  name: 'nothing-of-the-server',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name === 'client',
  resolveId(source, importer) {
    if (isBuiltin(source)) this.error(`« ${source} » (${importer}) would be sent to browsers.`)
  },
}

export default defineConfig({
  plugins: [nothingOfTheServer, reactRouter()],
  // The host is built with the pages: one program, one copy of each module.
  environments: { ssr: { build: { rolldownOptions: { input: './server/app.ts' } } } },
})
