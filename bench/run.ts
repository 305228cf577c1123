import { globSync } from 'node:fs'
import { basename, join } from 'node:path'

/**
 * `npm run bench [name…]`: runs the measures of this folder one after the other, never together: two cores. Each
 * module exports `run()`, prints its own rows, and says what each figure is compared with.
 */
const named = process.argv.slice(2)
const files = globSync(join(import.meta.dirname, '*.ts')).filter((path) => isBench(basename(path, '.ts')))

for (const path of files.sort()) {
  const name = basename(path, '.ts')
  if (named.length > 0 && !named.includes(name)) continue
  console.log(`\n## ${name}`)
  const bench: { run: () => Promise<void> } = await import(path)
  await bench.run()
}

function isBench(name: string): boolean {
  return name !== 'run' && !name.startsWith('with-')
}
