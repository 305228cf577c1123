import { reactRouter } from '@react-router/dev/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [reactRouter()],
  // The host is built with the pages: one program, one copy of each module.
  environments: { ssr: { build: { rolldownOptions: { input: './server/app.ts' } } } },
})
