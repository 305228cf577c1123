import { reactRouter } from '@react-router/dev/vite'
import { defineConfig, type Plugin } from 'vite'

/** What browsers download holds nothing of the server: a module that reads files there is a mistake, so the build stops. */
const nothingOfTheServer: Plugin = {
  name: 'nothing-of-the-server',
  applyToEnvironment: ({ name }) => name === 'client',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle))
      if (chunk.type === 'chunk' && chunk.imports.some((file) => file.includes(EXTERNAL)))
        this.error(`${chunk.fileName} would send modules of Node to browsers.`)
  },
}

// The name Vite gives to what stands for a module of Node in a browser.
const EXTERNAL = '__vite-browser-external'

export default defineConfig({
  plugins: [nothingOfTheServer, reactRouter()],
  // The host is built with the pages: one program, one copy of each module.
  environments: { ssr: { build: { rolldownOptions: { input: './server/app.ts' } } } },
})
