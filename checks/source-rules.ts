import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from '@swc/core'
import { features, type Offence } from './import-rules.ts'

/** What is read in a file's own text: a name, a length, a cast. */
interface SourceRule {
  name: string
  applies: (path: string) => boolean
  /** What is wrong, in a few words, or null. */
  judge: (path: string, text: string) => string | null
}

const ROUTE_LINES = 80
const DOOR_NAMES = 20
const sqlTrace = /\bsql[`<]|\.(selectFrom|insertInto|updateTable|deleteFrom)\(/
const flat = /^app\/features\/[^/]+\/[^/]+\/(?!.*\.plot\.svg$)/
const known = new RegExp(`^app/features/(${features.join('|')})/`)

const isRoute = (path: string): boolean => /\.route\.tsx?$/.test(path)

export const sourceRules: ReadonlyArray<SourceRule> = [
  {
    name: 'S2-flat',
    applies: (path) => path.startsWith('app/features/'),
    judge: (path) => (flat.test(path) ? 'a folder inside a feature' : null),
  },
  {
    name: 'S2-known-feature',
    applies: (path) => path.startsWith('app/features/'),
    judge: (path) => (known.test(path) ? null : 'a feature that is not in the list of STYLE.md § 1'),
  },
  {
    name: 'N4-kebab',
    applies: () => true,
    judge: (path) => (/^[a-z0-9./-]+$/.test(path) ? null : 'a name that is not kebab-case ASCII'),
  },
  {
    name: 'S3-route-lines',
    applies: isRoute,
    judge: (_, text) => {
      const lines = text.trimEnd().split('\n').length
      return lines > ROUTE_LINES ? `${lines} lines in a route module` : null
    },
  },
  {
    name: 'S3-route-sql',
    applies: isRoute,
    judge: (_, text) => (sqlTrace.test(text) ? 'SQL in a route module' : null),
  },
  {
    name: 'door-names',
    applies: (path) => /^app\/features\/[^/]+\/index(\.server|\.words)?\.ts$/.test(path),
    judge: (_, text) => {
      const names = [...text.matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap(([, list]) =>
        (list ?? '').split(',').filter((name) => name.trim() !== ''),
      )
      return names.length > DOOR_NAMES ? `${names.length} names in a door` : null
    },
  },
  {
    name: 'as-reason',
    applies: (path) => /\.tsx?$/.test(path) && !path.includes('.test.'),
    judge: unexplainedCast,
  },
]

/** The offences of a folder against the rules read in the text of each file. */
export function readSources(folder: string, patterns: string[]): { files: number; offences: Offence[] } {
  const paths = globSync(patterns, { cwd: folder }).filter((path) => !path.includes('node_modules'))
  const offences = paths.flatMap((path) => {
    const text = readFileSync(join(folder, path), 'utf8')
    return sourceRules
      .filter((rule) => rule.applies(path))
      .map((rule) => ({ rule: rule.name, from: path, to: rule.judge(path, text) ?? '' }))
      .filter((offence) => offence.to !== '')
  })
  return { files: paths.length, offences }
}

/** A cast (`as X`, not `as const`) with no comment on its lines, on the four above or on the one below. */
function unexplainedCast(path: string, text: string): string | null {
  if (!/\bas\b/.test(text)) return null
  const source = Buffer.from(text)
  const tree = parseSync(text, { syntax: 'typescript', tsx: path.endsWith('x'), target: 'es2024' })
  const lines = text.split('\n')
  const lineAt = (offset: number): number => source.subarray(0, offset).toString().split('\n').length
  // The parser counts from the start of all it ever read: the end of this file is the end of its text.
  const origin = tree.span.end - Buffer.byteLength(text.trimEnd()) - 1
  const bare = castsIn(tree).find(({ start, end }) => {
    const [from, to] = [lineAt(start - origin - 1), lineAt(end - origin - 1)]
    return !lines.slice(Math.max(0, from - 5), to + 1).some((line) => /\/\/|\*/.test(line))
  })
  return bare ? `a cast without a written reason, line ${lineAt(bare.start - origin - 1)}` : null
}

interface Span {
  start: number
  end: number
}

function castsIn(node: unknown): Span[] {
  if (typeof node !== 'object' || node === null) return []
  if (Array.isArray(node)) return node.flatMap(castsIn)
  const inside = Object.values(node).flatMap(castsIn)
  return isCast(node) ? [node.span, ...inside] : inside
}

function isCast(node: object): node is { span: Span } {
  return 'type' in node && node.type === 'TsAsExpression' && 'span' in node
}
