import { baconDecomposition } from '../impact/bacon-decomposition.ts'
import { type Aggregation, aggregateEffects } from '../impact/did/aggregate-effects.ts'
import type { CsOptions } from '../impact/did/cs-options.ts'
import { estimateGroupTimeEffects, type GroupTimeEffects } from '../impact/did/group-time-effects.ts'
import { differenceInDifferences } from '../impact/difference-in-differences.ts'
import { eventStudy } from '../impact/event-study.ts'
import { buildCrossSections, buildPanel, type Panel } from '../impact/panel.ts'
import { numberAt, readReferenceJson } from './prop99.ts'
import { mpdtaColumns, readMpdta, readReferenceRows } from './read-reference.ts'

/** One figure of ours beside one of a reference. `at-most`: an objective, where lower is better than the reference. */
export interface Comparison {
  estimator: string
  data: string
  figure: string
  ours: number
  reference: number
  tolerance: number
  kind: 'equal' | 'at-most'
  source: string
}

/** Largest gap allowed to methods that have a closed form. */
export const EXACT = 1e-8
const DID = '`did` 2.3.0'
const smallColumns = { unit: 'unit', time: 'time', outcome: 'y', firstTreated: 'first' }

/** The difference-in-differences half, figure by figure, on mpdta and on the small balanced panel. */
export function compareDifferences(): Comparison[] {
  return [...compareGroupTime(), ...compareRegressions()]
}

const variants: ReadonlyArray<readonly [name: string, words: string, options: Partial<CsOptions>]> = [
  ...(['dr', 'reg', 'ipw'] as const).flatMap((estimator) =>
    (['never', 'notyet'] as const).flatMap((control) =>
      [[], ['lpop']].map((covariates): readonly [string, string, Partial<CsOptions>] => [
        `${estimator}_${control === 'never' ? 'nevertreated' : 'notyettreated'}_${covariates[0] ?? 'none'}`,
        `${estimator}, ${control === 'never' ? 'jamais traités' : 'pas encore traités'}${covariates.length > 0 ? ', lpop' : ''}`,
        { estimator, control, covariates },
      ]),
    ),
  ),
  ['dr_nevertreated_none_universal', 'dr, base universelle', { base: 'universal' }],
  ['dr_nevertreated_none_anticip1', 'dr, anticipation d’une année', { anticipation: 1 }],
]

const aggregations: ReadonlyArray<readonly [Aggregation, string]> = [
  ['simple', 'simple'],
  ['group', 'par cohorte'],
  ['dynamic', 'par ancienneté'],
  ['calendar', 'par date'],
]

function compareGroupTime(): Comparison[] {
  const panel = readMpdta()
  const sections = buildCrossSections(readReferenceRows('mpdta.csv'), mpdtaColumns)
  return [
    ...variants.flatMap(([name, words, options]) =>
      groupTimeRows(name, words, estimateGroupTimeEffects(panel, options)),
    ),
    ...groupTimeRows(
      'dr_nevertreated_none_rc',
      'dr, coupes répétées',
      estimateGroupTimeEffects(sections, { unbalanced: 'cross-sections' }),
    ),
  ]
}

/** Four aggregations and their errors, and the cell by cell effect that is the farthest from its reference. */
function groupTimeRows(name: string, words: string, ours: GroupTimeEffects): Comparison[] {
  const document = readReferenceJson('did_mpdta.json')
  const about = {
    estimator: `Callaway et Sant’Anna (${words})`,
    data: 'mpdta',
    tolerance: EXACT,
    kind: 'equal' as const,
    source: DID,
  }
  const summaries = aggregations.flatMap(([type, label]): Comparison[] => {
    const { estimate, se } = aggregateEffects(ours, type).overall
    const at = (key: string) => numberAt(document, 'results', name, type, key)
    return [
      { ...about, figure: `effet ${label}`, ours: estimate, reference: at('overall_att') },
      { ...about, figure: `erreur type, ${label}`, ours: se, reference: at('overall_se') },
    ]
  })
  const cells = ours.cells.map((cell, index): Comparison => {
    const reference = numberAt(document, 'results', name, 'att_gt', String(index), 'att')
    return { ...about, figure: `effet ${cell.group}-${cell.time}`, ours: cell.estimate, reference }
  })
  return [...summaries, farthest(cells)]
}

function farthest(rows: readonly Comparison[]): Comparison {
  const [first, ...others] = rows
  if (first === undefined) throw new Error('Nothing to compare')
  const worst = others.reduce((far, row) => (gapOf(row) > gapOf(far) ? row : far), first)
  return { ...worst, figure: `${worst.figure}, le plus loin des ${rows.length}` }
}

/** How far ours is from the reference; for an objective, how far above it. */
export function gapOf({ ours, reference, kind }: Comparison): number {
  return kind === 'equal' ? Math.abs(ours - reference) : Math.max(0, ours - reference)
}

function compareRegressions(): Comparison[] {
  const mpdta = readMpdta()
  const small = buildPanel(readReferenceRows('small-panel-balanced.csv'), smallColumns)
  const r = readReferenceJson('regressions.json')
  const twoWay = differenceInDifferences(mpdta)
  const balanced = numberAt(r, 'balancedTwfe', 'estimate')
  const lm = { tolerance: EXACT, kind: 'equal' as const, source: '`lm`, stats/reference/regressions.R' }
  const fixest = { tolerance: EXACT, kind: 'equal' as const, source: '`fixest`, huit décimales' }
  const onMpdta = { estimator: 'Deux effets fixes', data: 'mpdta' }
  return [
    { ...onMpdta, ...fixest, figure: 'effet', ours: twoWay.estimate, reference: -0.03654894 },
    { ...onMpdta, ...fixest, figure: 'erreur type en grappes', ours: twoWay.se, reference: 0.01326516 },
    {
      ...lm,
      estimator: 'Deux effets fixes',
      data: 'petit panel complet',
      figure: 'effet',
      ours: differenceInDifferences(small).estimate,
      reference: balanced,
    },
    {
      ...lm,
      estimator: 'Goodman-Bacon',
      data: 'petit panel complet',
      figure: 'moyenne pondérée',
      ours: baconDecomposition(small).estimate,
      reference: balanced,
    },
    baconWeights(mpdta),
    ...eventRows(r),
  ]
}

function baconWeights(panel: Panel): Comparison {
  const ours = baconDecomposition(panel).effects.reduce((sum, { weight }) => sum + (weight ?? 0), 0)
  return {
    estimator: 'Goodman-Bacon',
    data: 'mpdta',
    figure: 'somme des poids',
    ours,
    reference: 1,
    tolerance: EXACT,
    kind: 'equal',
    source: 'identité (Goodman-Bacon, 2021)',
  }
}

/** The last date before treatment that this panel, with its gaps, has: its effect is 0 by construction. */
const BASE = -2

function eventRows(r: unknown): Comparison[] {
  const panel = buildPanel(readReferenceRows('small-panel.csv'), smallColumns)
  return eventStudy(panel).effects.flatMap((effect): Comparison[] => {
    const when = effect.eventTime ?? BASE
    if (when === BASE) return []
    return [
      {
        estimator: 'Étude d’événement',
        data: 'petit panel incomplet',
        figure: `effet à ${when}`,
        ours: effect.estimate,
        reference: numberAt(r, 'event', `e${when < 0 ? 'm' : 'p'}${Math.abs(when)}`),
        tolerance: EXACT,
        kind: 'equal',
        source: '`lm`, stats/reference/regressions.R',
      },
    ]
  })
}
