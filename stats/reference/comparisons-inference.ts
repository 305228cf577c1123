import { baconDecomposition } from '../impact/bacon-decomposition.ts'
import { estimateGroupTimeEffects } from '../impact/did/group-time-effects.ts'
import { adjustBenjaminiHochberg, adjustHolm } from '../impact/did/multiple-tests.ts'
import { breakdownValue } from '../impact/did/parallel-trends-sensitivity.ts'
import { interruptedTimeSeries } from '../impact/interrupted-time-series.ts'
import { mannKendall } from '../impact/mann-kendall.ts'
import { buildPanel } from '../impact/panel.ts'
import { clusteredCovariance } from '../impact/regression/clustered-covariance.ts'
import { fitFixedEffects } from '../impact/regression/fixed-effects-fit.ts'
import { clustersAt, stackObservations, treatmentAt, valuesAt } from '../impact/regression/observations.ts'
import { smallSampleTest } from '../impact/regression/small-sample.ts'
import { wildClusterBootstrap } from '../impact/regression/wild-bootstrap.ts'
import { ridgeAugmentedControl } from '../impact/ridge-augmented.ts'
import { syntheticControl } from '../impact/synthetic-control.ts'
import { syntheticDid } from '../impact/synthetic-did.ts'
import { theilSen } from '../impact/theil-sen.ts'
import { type Comparison, EXACT } from './comparisons.ts'
import { numberAt, prop99Columns, prop99Panel, prop99Rows, readReferenceJson, smokingPanel } from './prop99.ts'
import { readMpdta, readReferenceRows } from './read-reference.ts'

const SCRIPT = 'stats/reference/inference.R'
const REGRESSIONS = 'stats/reference/regressions.R'

/** Errors, tests and the estimators without a package of their own here, against R written apart. */
export function compareInference(): Comparison[] {
  return [
    ...compareClusters(),
    ...compareWild(),
    ...compareBacon(),
    ...compareGroupTests(),
    ...compareSynthetic(),
    ...compareThreeTreated(),
    ...compareSeries(),
    ...compareMany(),
  ]
}

type About = Pick<Comparison, 'estimator' | 'data' | 'source'>

function rows(about: About, figures: ReadonlyArray<readonly [string, number, number]>, tolerance = EXACT): Comparison[] {
  return figures.map(([figure, ours, reference]) => ({
    ...about,
    figure,
    ours,
    reference,
    tolerance,
    kind: 'equal' as const,
  }))
}

function smallFit() {
  const panel = buildPanel(readReferenceRows('small-panel.csv'), {
    unit: 'unit',
    time: 'time',
    outcome: 'y',
    firstTreated: 'first',
    cluster: 'cluster',
  })
  const observations = stackObservations(panel)
  const fit = fitFixedEffects(observations, valuesAt(observations, panel.outcome), [
    treatmentAt(observations, panel),
  ])
  return { fit, clusters: clustersAt(observations, panel) }
}

function compareClusters(): Comparison[] {
  const { fit, clusters } = smallFit()
  const plain = readReferenceJson('regressions.json')
  const club = readReferenceJson('inference.json')
  const errorOf = (groups: Int32Array[], kind: 'CR0' | 'CR1' | 'CR1S' | 'CR2' | 'CR3') =>
    Math.sqrt(clusteredCovariance(fit, groups, kind).matrix[0] ?? Number.NaN)
  const about = { estimator: 'Deux effets fixes, erreurs en grappes', data: 'petit panel incomplet' }
  const test = smallSampleTest(fit, clusters)?.(Float64Array.of(1))
  return [
    ...rows({ ...about, source: `\`clubSandwich\` 0.5.8, ${SCRIPT}` }, [
      ...(['CR0', 'CR1', 'CR1S', 'CR2'] as const).map(
        (kind) => [`erreur type ${kind}`, errorOf([clusters], kind), numberAt(club, 'clubSandwich', kind)] as const,
      ),
      ['degrés de liberté, CR2', test?.df ?? Number.NaN, numberAt(club, 'clubSandwich', 'df')],
    ]),
    ...rows({ ...about, source: `matrices explicites, ${REGRESSIONS}` }, [
      ['erreur type CR3', errorOf([clusters], 'CR3'), numberAt(plain, 'plain', 'CR3')],
      [
        'erreur type, unité et date (CR0)',
        errorOf([clusters, fit.observations.time], 'CR0'),
        numberAt(plain, 'plain', 'twoWayCR0'),
      ],
      [
        'erreur type, unité et date (CR1)',
        errorOf([clusters, fit.observations.time], 'CR1'),
        numberAt(plain, 'plain', 'twoWayCR1'),
      ],
    ]),
  ]
}

function compareWild(): Comparison[] {
  const { fit, clusters } = smallFit()
  const r = readReferenceJson('regressions.json')
  const wild = wildClusterBootstrap(fit, clusters, 0)
  return rows(
    {
      estimator: 'Deux effets fixes, bootstrap sauvage',
      data: 'petit panel incomplet',
      source: `128 régressions, ${REGRESSIONS}`,
    },
    [
      ['t', wild.statistic, numberAt(r, 'wild', 't')],
      ['p, tous les signes', wild.pValue, numberAt(r, 'wild', 'p')],
    ],
  )
}

function compareBacon(): Comparison[] {
  const r = readReferenceJson('inference.json')
  const figures = baconDecomposition(readMpdta()).effects.flatMap((effect) => {
    const { group = 0, controlGroup = 0, weight = Number.NaN, estimate } = effect
    const other = Number.isFinite(controlGroup) ? controlGroup : 0
    const key = `${group}-${other}`
    const words = other === 0 ? `${group} et jamais traités` : `${group} et ${other}`
    return [
      [`effet, ${words}`, estimate, numberAt(r, 'bacon', key, 'estimate')] as const,
      [`poids, ${words}`, weight, numberAt(r, 'bacon', key, 'weight')] as const,
    ]
  })
  return rows({ estimator: 'Goodman-Bacon', data: 'mpdta', source: `\`lm\` par paire, ${SCRIPT}` }, figures)
}

function compareGroupTests(): Comparison[] {
  const document = readReferenceJson('did_mpdta.json')
  const effects = estimateGroupTimeEffects(readMpdta(), {})
  const about = { estimator: 'Callaway et Sant’Anna (dr, jamais traités)', data: 'mpdta', source: '`did` 2.3.0' }
  const at = (key: string) => numberAt(document, 'results', 'dr_nevertreated_none', key)
  return [
    ...rows(about, [['test des effets avant, W', effects.preTest?.statistic ?? Number.NaN, at('W')]]),
    ...rows(about, [['test des effets avant, p (R l’arrondit)', effects.preTest?.pValue ?? Number.NaN, at('Wpval')]], 1e-5),
  ]
}

function compareSynthetic(): Comparison[] {
  const r = readReferenceJson('inference.json')
  const exact = readReferenceJson('exact_qp_prop99.json')
  const panel = prop99Panel()
  const on = (estimator: string, source: string) => ({ estimator, data: 'Proposition 99', source })
  const given = ridgeAugmentedControl(panel, { ridge: 50, inference: 'none' })
  const auto = ridgeAugmentedControl(panel, { inference: 'none' })
  const script = `\`quadprog\` et forme close, ${SCRIPT}`
  return [
    ...rows(on('Contrôle augmenté (ridge)', script), [
      ['effet, pénalité 50', given.estimate, numberAt(r, 'asc', 'given')],
      ['pénalité choisie', Number(auto.details?.ridge), numberAt(r, 'asc', 'ridge')],
      ['effet, pénalité choisie', auto.estimate, numberAt(r, 'asc', 'auto')],
    ]),
    ...rows(on('Contrôle synthétique, test conforme', script), [
      [
        'p, décalages',
        syntheticControl(panel, { inference: 'conformal' }).pValue,
        numberAt(r, 'conformal', 'p'),
      ],
    ]),
    ...rows(
      on('SDID, erreur par placebos', 'écart-type des 38 placebos exacts, R'),
      [['erreur type', syntheticDid(panel).se, spreadOf(Object.values(placebosOf(exact)))]],
      1e-6,
    ),
    {
      ...on('Contrôle synthétique à prédicteurs, V croisé', `V égal, \`quadprog\`, ${SCRIPT}`),
      data: 'Proposition 99 (2010)',
      figure: 'perte de validation sur 1980-1988',
      ours: crossValidationLoss(),
      reference: numberAt(r, 'crossValidation', 'equal'),
      tolerance: 0,
      kind: 'at-most',
    },
  ]
}

function placebosOf(document: unknown): Record<string, number> {
  const names = prop99Panel().units.filter((name) => name !== 'California')
  return Object.fromEntries(names.map((name) => [name, numberAt(document, 'placebo', 'sdid_tau', name)]))
}

function spreadOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value / values.length, 0)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2 / values.length, 0))
}

function crossValidationLoss(): number {
  const windows = [
    ['retprice', 1975, 1979],
    ['age15to24', 1975, 1979],
    ['cigsale', 1972, 1972],
    ['cigsale', 1975, 1975],
    ['cigsale', 1979, 1979],
  ] as const
  const predictors = windows.map(([column, from, to]) => ({ column, from, to, training: { from, to } }))
  const options = { predictors, vMethod: 'cv', fitFrom: 1980, fitTo: 1988, inference: 'none' } as const
  return Number(syntheticControl(smokingPanel(), options).details?.loss)
}

/** How far a drawn error may be from another draw of it: both are means over a few thousand resamples. */
const DRAWN = 0.35

function compareThreeTreated(): Comparison[] {
  const r = readReferenceJson('inference.json')
  const treated = new Set(['California', 'Colorado', 'Connecticut'])
  const lines = prop99Rows().map((row) => ({
    ...row,
    treated: treated.has(String(row.State)) && Number(row.Year) >= 1989 ? 1 : 0,
  }))
  const panel = buildPanel(lines, prop99Columns)
  const jackknife = syntheticDid(panel, { inference: 'jackknife', checks: 'none' })
  const bootstrap = syntheticDid(panel, { inference: 'bootstrap', reps: 2000, checks: 'none' })
  const about = {
    estimator: 'SDID, trois États traités',
    data: 'Proposition 99',
    source: `\`quadprog\`, algorithmes 2 et 3, ${SCRIPT}`,
  }
  return [
    ...rows(about, [
      ['effet', jackknife.estimate, numberAt(r, 'sdid', 'effect')],
      ['erreur type, jackknife', jackknife.se, numberAt(r, 'sdid', 'jackknife')],
    ], 1e-6),
    ...rows(about, [['erreur type, 2 000 tirages', bootstrap.se, numberAt(r, 'sdid', 'bootstrap')]], DRAWN),
  ]
}

function compareSeries(): Comparison[] {
  const r = readReferenceJson('inference.json')
  const its = interruptedTimeSeries(prop99Panel())
  const [level, slope] = its.effects
  const series = prop99Panel().outcome.subarray(
    prop99Panel().units.indexOf('California') * 31,
    prop99Panel().units.indexOf('California') * 31 + 9,
  )
  const kendall = mannKendall(series)
  const sen = theilSen(
    Array.from({ length: 9 }, (_, t) => 1970 + t),
    [...series],
  )
  const sandwich = `\`sandwich\` 3.0-2, ${SCRIPT}`
  return [
    ...rows({ estimator: 'Série interrompue', data: 'Californie', source: sandwich }, [
      ['rupture de niveau', its.estimate, numberAt(r, 'its', 'level')],
      ['erreur type de Newey-West, niveau', level?.se ?? Number.NaN, numberAt(r, 'its', 'levelSe')],
      ['rupture de pente', slope?.estimate ?? Number.NaN, numberAt(r, 'its', 'slope')],
      ['erreur type de Newey-West, pente', slope?.se ?? Number.NaN, numberAt(r, 'its', 'slopeSe')],
    ]),
    ...rows({ estimator: 'Mann-Kendall', data: 'Californie, 1970-1978', source: `\`cor.test\`, ${SCRIPT}` }, [
      ['tau', kendall.tau, numberAt(r, 'trend', 'tau')],
      ['p exact', kendall.pValue, numberAt(r, 'trend', 'p')],
    ]),
    ...rows({ estimator: 'Theil-Sen', data: 'Californie, 1970-1978', source: `médiane des pentes, ${SCRIPT}` }, [
      ['pente', sen.slope, numberAt(r, 'trend', 'slope')],
    ]),
  ]
}

function compareMany(): Comparison[] {
  const r = readReferenceJson('regressions.json')
  const p = [0.01, 0.04, 0.03, 0.005, 0.2, 0.04]
  const holm = adjustHolm(p)
  const bh = adjustBenjaminiHochberg(p)
  const about = { data: 'six p', source: `\`p.adjust\`, ${REGRESSIONS}` }
  const figures = (values: readonly number[], key: string) =>
    values.map((value, k) => [`p = ${p[k]}`.replace('.', ','), value, numberAt(r, 'adjust', key, String(k))] as const)
  return [
    ...rows({ ...about, estimator: 'Holm' }, figures(holm, 'holm')),
    ...rows({ ...about, estimator: 'Benjamini-Hochberg' }, figures(bh, 'bh')),
    ...rows(
      {
        estimator: 'Rambachan et Roth, valeur de rupture',
        data: 'étude sans bruit : avant 0,1 et 0,4 ; après 1',
        source: 'identité : effet ÷ pire divergence passée',
      },
      [['rupture, par dichotomie', breakdownOfNoiseless(), 2.5]],
      1e-3,
    ),
  ]
}

function breakdownOfNoiseless(): number {
  const covariance = Float64Array.from({ length: 9 }, (_, k) => (k % 4 === 0 ? 1e-12 : 5e-13))
  return breakdownValue({ estimates: Float64Array.of(0.1, 0.4, 1), covariance, beforeCount: 2 })
}
