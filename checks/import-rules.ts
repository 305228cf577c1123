import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser'

/** The rooms, in the order of the work: each knows only those before it (STYLE.md § 1 and S4). */
export const features = [
  'territoires',
  'comptes',
  'organisations',
  'strategies',
  'fiches',
  'financements',
  'conventions',
  'appels',
  'gouvernance',
  'participation',
  'appui',
  'observatoire',
  'diagnostics',
  'coconstruction',
  'evaluation',
  'publications',
] as const

const test = '\\.(test|factory|plot\\.test)\\.tsx?$'
const door = '/index(\\.server|\\.words)?\\.ts$'

function featureRules(name: string, index: number): IForbiddenRuleType[] {
  const own = `^app/features/${name}/`
  const later = features.slice(index + 1)
  const forward: IForbiddenRuleType[] =
    later.length === 0
      ? []
      : [
          {
            name: `S4-forward-${name}`,
            severity: 'error',
            from: { path: own },
            to: { path: `^app/features/(${later.join('|')})/` },
          },
        ]
  const throughDoors: IForbiddenRuleType = {
    name: `S4-door-${name}`,
    severity: 'error',
    // A data set is a part of the observatory kept with its source; the demonstration tells its story with the
    // commands of every room.
    from: { pathNot: [own, test, '^app/routes\\.ts$', '^data/sources/', '^seed/'] },
    to: { path: own, pathNot: [`^app/features/${name}${door}`, test] },
  }
  return [...forward, throughDoors]
}

const pure = '^(app/lib/|stats/|geo/)|\\.(schema|fields|rules|permissions)\\.ts$'
const packages = (...names: string[]): string => `(^|/)node_modules/(${names.join('|')})(/|$)`

const rules: IForbiddenRuleType[] = [
  ...features.flatMap(featureRules),
  {
    name: 'S4-leaves',
    severity: 'error',
    from: { path: '^(app/lib|stats|geo)/', pathNot: test },
    to: { path: '^(app/(features|pages|platform|ui|db)|server|cli|seed|e2e)/' },
  },
  {
    name: 'S4-platform',
    severity: 'error',
    from: { path: '^app/(platform|db|ui)/', pathNot: test },
    to: { path: '^(app/(features|pages)|server|cli|seed|e2e)/' },
  },
  {
    name: 'S4-pages-last',
    severity: 'error',
    from: { path: '^app/', pathNot: ['^app/(pages/|routes\\.ts$)'] },
    to: { path: '^app/pages/' },
  },
  {
    name: 'S4-pure-react',
    severity: 'error',
    from: { path: pure, pathNot: test },
    to: { path: packages('react', 'react-dom', 'react-router') },
  },
  {
    name: 'S4-pure-database',
    severity: 'error',
    from: { path: pure, pathNot: test },
    to: { path: `${packages('kysely', 'pg', '@electric-sql/pglite')}|^app/db/|\\.server\\.ts$` },
  },
  {
    name: 'component-server',
    severity: 'error',
    from: {
      path: '\\.tsx$',
      pathNot: ['\\.(route|layout)\\.tsx$', '^app/(root|entry\\.server)\\.tsx$', test],
    },
    to: { path: '\\.server\\.ts$', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'no-cycle',
    severity: 'error',
    from: { pathNot: '\\+types' },
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'resolvable',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true, pathNot: ['\\+types', '^virtual:', '^geojson$'] },
  },
]

export const ruleNames = rules.map((rule) => rule.name ?? '')

export interface Offence {
  rule: string
  from: string
  to: string
}

/**
 * The imports of a folder that break a rule. The parser is named: without it nothing is read, and nothing read is
 * nothing wrong (docs/lessons: « 0 modules cruised »), hence the number of modules in the answer.
 */
export async function cruiseImports(
  folder: string,
  roots: string[],
): Promise<{ modules: number; offences: Offence[] }> {
  const options: ICruiseOptions = {
    baseDir: folder,
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'types\\.generated' },
    validate: true,
    ruleSet: { forbidden: rules },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json', '.css'],
    },
  }
  const { output } = await cruise(roots, options)
  if (typeof output === 'string') throw new Error(output)
  return { modules: output.summary.totalCruised, offences: offencesOf(output) }
}

function offencesOf(result: ICruiseResult): Offence[] {
  return result.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }))
}
