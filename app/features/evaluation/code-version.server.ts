import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { projectPath } from '#app/platform/root.server.ts'

const manifest = z.object({ version: z.string() })

let known: string | null = null

/**
 * Which code computes the studies: the version of Maillage, and the fingerprint of its statistical sources, which says
 * whether two installations compute alike.
 */
export function codeVersion(): string {
  known ??= `${manifest.parse(JSON.parse(readFileSync(projectPath('package.json'), 'utf8'))).version} (stats ${fingerprint()})`
  return known
}

function fingerprint(): string {
  const hash = createHash('sha256')
  const root = projectPath('stats')
  const files = globSync('{impact,numerics}/**/*.ts', { cwd: root }).filter(
    (name) => !name.endsWith('.test.ts'),
  )
  for (const name of files.toSorted()) hash.update(`${name}\n`).update(readFileSync(`${root}/${name}`))
  return hash.digest('hex').slice(0, 12)
}
