import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A path of the project, found from wherever the code runs (its sources, or the built server). */
export function projectPath(...parts: string[]): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'migrations'))) folder = dirname(folder)
  return join(folder, ...parts)
}
