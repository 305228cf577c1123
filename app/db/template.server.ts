import { createHash } from 'node:crypto'
import { existsSync, openAsBlob, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectPath } from '#app/platform/root.server.ts'

export type TemplateKind = 'vide' | 'demo'

/**
 * The archive of a migrated database (`vide`), or of one that also tells the reference case (`demo`), made when the
 * application is built so that a first start does not create everything again. Its name carries a fingerprint of the
 * migrations and of the demonstration: an archive of another version is never taken.
 */
export function templatePath(kind: TemplateKind): string {
  return projectPath('build', `modele-${kind}-${fingerprint()}.tar`)
}

/** The archive, or undefined when it was not built: the database is then created step by step. */
export async function findTemplate(kind: TemplateKind): Promise<Blob | undefined> {
  const path = templatePath(kind)
  return existsSync(path) ? openAsBlob(path) : undefined
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const folder of ['migrations', 'seed']) {
    const files = readdirSync(projectPath(folder), { recursive: true, withFileTypes: true }).filter((its) =>
      its.isFile(),
    )
    const paths = files.map((its) => join(its.parentPath, its.name)).sort()
    for (const path of paths) hash.update(path.slice(projectPath(folder).length)).update(readFileSync(path))
  }
  return hash.digest('hex').slice(0, 16)
}
