/**
 * The folder of offences: for each rule, the smallest files that break it. The checks run on them first; a rule that
 * stays silent here would stay silent everywhere.
 */
export const importOffences: Record<string, Record<string, string>> = {
  'S4-forward-comptes': {
    'app/features/comptes/page.ts': "import { a } from '#app/features/fiches/index.ts'\nexport const b = a\n",
    'app/features/fiches/index.ts': 'export const a = 1\n',
  },
  'S4-door-fiches': {
    'app/features/publications/page.ts':
      "import { a } from '#app/features/fiches/secret.ts'\nexport const b = a\n",
    'app/features/fiches/secret.ts': 'export const a = 1\n',
  },
  'S4-leaves': {
    'stats/gini.ts': "import type { A } from '#app/platform/a.ts'\nexport const b: A = 1\n",
    'app/platform/a.ts': 'export type A = number\n',
  },
  'S4-platform': {
    'app/platform/p.ts': "import { a } from '#app/features/fiches/index.ts'\nexport const b = a\n",
    'app/features/fiches/index.ts': 'export const a = 1\n',
  },
  'S4-pages-last': {
    'app/features/fiches/f.ts': "import { a } from '#app/pages/a.ts'\nexport const b = a\n",
    'app/pages/a.ts': 'export const a = 1\n',
  },
  'S4-pure-react': {
    'app/features/fiches/fiche.rules.ts': "import { useState } from 'react'\nexport const b = useState\n",
  },
  'S4-pure-database': {
    'geo/commune.ts': "import { sql } from 'kysely'\nexport const b = sql\n",
  },
  'component-server': {
    'app/ui/card.tsx': "import { a } from '#app/platform/a.server.ts'\nexport const b = a\n",
    'app/platform/a.server.ts': 'export const a = 1\n',
  },
  'no-cycle': {
    'app/lib/a.ts': "import { b } from './b.ts'\nexport const a = () => b\n",
    'app/lib/b.ts': "import { a } from './a.ts'\nexport const b = () => a\n",
  },
  resolvable: { 'app/lib/a.ts': "import { b } from './nowhere.ts'\nexport const a = b\n" },
}

const many = (count: number, line: (index: number) => string): string =>
  `${Array.from({ length: count }, (_, index) => line(index)).join('\n')}\n`

export const sourceOffences: Record<string, Record<string, string>> = {
  'S2-flat': { 'app/features/fiches/components/card.ts': 'export const a = 1\n' },
  'S2-known-feature': { 'app/features/divers/a.ts': 'export const a = 1\n' },
  'N4-kebab': { 'app/lib/MonFichier.ts': 'export const a = 1\n' },
  'S3-route-lines': { 'app/pages/long.route.tsx': many(81, (index) => `export const a${index} = 1`) },
  'S3-route-sql': { 'app/pages/sql.route.ts': "export const a = (db) => db.selectFrom('fiche')\n" },
  'door-names': {
    'app/features/fiches/index.ts': `export { ${many(21, (index) => `a${index},`)} } from './a.ts'\n`,
  },
  'as-reason': { 'app/lib/cast.ts': 'export const a = 1\n\n\nexport const b = a as unknown\n' },
}

/** What oxlint must refuse with the project's own configuration. */
export const limitOffences: Record<string, Record<string, string>> = {
  'eslint(max-lines)': { 'app/lib/long.ts': many(401, (index) => `export const a${index} = 1`) },
  'eslint(max-lines-per-function)': {
    'app/lib/long.ts': `export function f(): void {\n${many(40, () => '  void 0')}}\n`,
  },
  'eslint(max-params)': {
    'app/lib/params.ts': 'export const f = (a: 1, b: 1, c: 1, d: 1, e: 1) => [a, b, c, d, e]\n',
  },
  'typescript(no-explicit-any)': { 'app/lib/any.ts': 'export const a: any = 1\n' },
  'typescript(no-floating-promises)': {
    'app/lib/floating.ts': 'export function f(): void {\n  Promise.resolve(1)\n}\n',
  },
}
