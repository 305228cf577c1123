import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from './postgres.ts'
import { run } from './processes.ts'
import { type Tally, tallyOfFile } from './tally.ts'

export interface Step {
  /** What MAILLAGE_TEST_SKIP names. */
  name: string
  title: string
  /** Part of `npm run check`. */
  quick: boolean
  work: () => Promise<Tally>
}

async function check(...commands: ReadonlyArray<readonly [string, ...string[]]>): Promise<Tally> {
  for (const [command, ...args] of commands) {
    if ((await run(command, args)) !== 0) return { passed: 0, failed: 1 }
  }
  return { passed: 1, failed: 0 }
}

async function vitest(project: string, env: Record<string, string> = {}): Promise<Tally> {
  const file = join(mkdtempSync(join(tmpdir(), 'maillage-rapport-')), 'rapport.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await run('vitest', ['run', '--project', project, ...reporters], env)
  return tallyOfFile(file, code)
}

/** The server project on a real server: the one of TEST_DATABASE_URL, or one started here and stopped after. */
async function vitestOnServer(): Promise<Tally> {
  if (process.env.TEST_DATABASE_URL) {
    console.log('Serveur : celui de TEST_DATABASE_URL')
    return vitest('server')
  }
  const server = await startPostgres()
  console.log(`Serveur : ${server.says}`)
  try {
    return await vitest('server', { TEST_DATABASE_URL: server.url })
  } finally {
    await server.stop()
  }
}

/** Everything `npm test` runs, in order. */
export const steps: ReadonlyArray<Step> = [
  {
    name: 'biome',
    title: 'Mise en forme et règles (biome)',
    quick: true,
    work: () => check(['biome', 'ci', '.', '--error-on-warnings']),
  },
  {
    name: 'oxlint',
    title: 'Règles qui connaissent les types (oxlint)',
    quick: true,
    work: () => check(['oxlint', '--type-aware', '--deny-warnings']),
  },
  {
    name: 'types',
    title: 'Types (tsc)',
    quick: true,
    work: () => check(['react-router', 'typegen'], ['tsc']),
  },
  {
    name: 'knip',
    title: 'Code mort et dépendances (knip)',
    quick: true,
    work: () => check(['knip', '--no-progress']),
  },
  { name: 'unit', title: 'Tests purs et frontières', quick: true, work: () => vitest('unit') },
  {
    name: 'pglite',
    title: 'Commandes et lectures sur la base embarquée (PGlite)',
    quick: true,
    work: () => vitest('server', { TEST_DATABASE_URL: '' }),
  },
  { name: 'postgres', title: 'Les mêmes sur un serveur PostgreSQL', quick: false, work: vitestOnServer },
  {
    name: 'build',
    title: 'Construction de l’application',
    quick: false,
    work: () => check(['react-router', 'build']),
  },
  { name: 'e2e', title: 'Parcours dans un navigateur', quick: false, work: () => vitest('e2e') },
]
