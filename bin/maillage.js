#!/usr/bin/env node
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// TypeScript is run as it is, which the system's Node may be too old for: the one pinned by npm takes over.
const major = Number(process.versions.node.split('.')[0])
if (major >= 24) {
  await import('../cli/maillage.ts')
} else {
  const pinned = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url))
  if (!existsSync(pinned)) {
    process.stderr.write(
      `Maillage demande Node 24 et trouve Node ${process.versions.node}. Lancez « npm ci », ou installez Node 24.\n`,
    )
    process.exit(1)
  }
  const script = fileURLToPath(new URL('../cli/maillage.ts', import.meta.url))
  const run = spawnSync(pinned, [script, ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exit(run.status ?? 1)
}
