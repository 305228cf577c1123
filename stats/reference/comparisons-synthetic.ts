import { differenceInDifferences } from '../impact/difference-in-differences.ts'
import type { ImpactResult } from '../impact/result.ts'
import { syntheticControl } from '../impact/synthetic-control.ts'
import { syntheticDid } from '../impact/synthetic-did.ts'
import { type Comparison, EXACT } from './comparisons.ts'
import { numberAt, prop99Panel, readReferenceJson, smokingPanel, smokingPredictors } from './prop99.ts'

const QP = 'programme quadratique exact, R'
const PACKAGE = '`synthdid` 0.0.9, son arrêt'
const OPTIMUM = 1e-6

/** The synthetic half on Proposition 99: each row says which target it checks, the exact optimum or the package's stop. */
export function compareSynthetic(): Comparison[] {
  return [...compareExact(), ...compareStopped(), ...comparePredictors(), ...comparePlainDid()]
}

function compareExact(): Comparison[] {
  const exact = readReferenceJson('exact_qp_prop99.json')
  const sdid = syntheticDid(prop99Panel())
  const sc = syntheticControl(prop99Panel())
  const difp = syntheticDid(prop99Panel(), { weighting: 'difp', inference: 'none' })
  const row = rowsOf({ data: 'Proposition 99', source: QP, tolerance: OPTIMUM })
  const onSdid = row('SDID, optimum exact')
  const onSc = row('Contrôle synthétique, optimum exact')
  return [
    onSdid('effet', sdid.estimate, numberAt(exact, 'sdid', 'tau')),
    onSdid(...farthestWeight(sdid, exact, 'sdid')),
    onSdid('p par placebos', sdid.pValue, numberAt(exact, 'placebo', 'p_sdid_abs')),
    onSdid(...farthestPlacebo(sdid, exact, 'sdid_tau')),
    onSc('effet', sc.estimate, numberAt(exact, 'sc', 'tau')),
    onSc(...farthestWeight(sc, exact, 'sc')),
    {
      ...onSc('objectif', Number(sc.details?.loss), numberAt(exact, 'sc', 'obj')),
      kind: 'at-most',
      tolerance: 1e-9,
    },
    onSc('écart avant traitement', sc.fit.rmspePre, numberAt(exact, 'sc', 'rmspe_pre')),
    onSc('p par placebos, rapports', sc.pValue, numberAt(exact, 'placebo', 'p_ratio')),
    onSc('p par placebos, effets', Number(sc.details?.pValueEffect), numberAt(exact, 'placebo', 'p_sc_abs')),
    row('Contrôle recentré (DIFP), optimum exact')('effet', difp.estimate, numberAt(exact, 'difp', 'tau')),
  ]
}

function compareStopped(): Comparison[] {
  const stopped = readReferenceJson('synthdid_prop99.json')
  const row = rowsOf({ data: 'Proposition 99', source: PACKAGE, tolerance: EXACT })
  return (['sdid', 'sc', 'difp'] as const).map((weighting) => {
    const { estimate } = syntheticDid(prop99Panel(), { weighting, stopping: 'reference', inference: 'none' })
    return row(`${weighting.toUpperCase()}, arrêt du paquet`)(
      'effet',
      estimate,
      numberAt(stopped, 'results', weighting, 'tau'),
    )
  })
}

function comparePredictors(): Comparison[] {
  const synth = readReferenceJson('synth_adh_prop99.json')
  const at = (key: string) => numberAt(synth, 'results', 'prop99', key)
  const ours = syntheticControl(smokingPanel(), {
    predictors: smokingPredictors,
    fitFrom: 1970,
    fitTo: 1988,
    inference: 'none',
  })
  const row = rowsOf({ data: 'Proposition 99 (2010)', source: '`Synth` 1.1.8', tolerance: 1 })(
    'Contrôle synthétique à prédicteurs, V imbriqué',
  )
  return [
    { ...row('perte sur 1970-1988', Number(ours.details?.loss), at('loss_v')), kind: 'at-most', tolerance: 0 },
    row('effet', ours.estimate, at('att_post')),
  ]
}

function comparePlainDid(): Comparison[] {
  const stopped = readReferenceJson('synthdid_prop99.json')
  const row = rowsOf({ data: 'Proposition 99', source: '`synthdid` 0.0.9', tolerance: EXACT })
  return [
    row('Différence de différences')(
      'effet',
      differenceInDifferences(prop99Panel()).estimate,
      numberAt(stopped, 'results', 'did', 'tau'),
    ),
  ]
}

type Figure = readonly [figure: string, ours: number, reference: number]

function rowsOf(about: Pick<Comparison, 'data' | 'source' | 'tolerance'>) {
  return (estimator: string) =>
    (...[figure, ours, reference]: Figure): Comparison => ({
      ...about,
      estimator,
      figure,
      ours,
      reference,
      kind: 'equal',
    })
}

function farthestWeight({ weights }: ImpactResult, exact: unknown, name: string): Figure {
  return farthest(
    Object.entries(weights.units).map(([unit, weight]) => [
      `poids de ${unit}`,
      weight,
      numberAt(exact, name, 'omega', unit),
    ]),
  )
}

function farthestPlacebo({ details }: ImpactResult, exact: unknown, name: string): Figure {
  const placebos: unknown = details?.placebos
  if (!Array.isArray(placebos)) throw new Error('No placebos')
  return farthest(
    placebos.map(({ unit, effect }): Figure => [`placebo ${unit}`, effect, numberAt(exact, 'placebo', name, unit)]),
  )
}

function farthest(figures: readonly Figure[]): Figure {
  const far = figures.toSorted((a, b) => distance(b) - distance(a))[0]
  if (far === undefined) throw new Error('Nothing to compare')
  return [`${far[0]}, le plus loin des ${figures.length}`, far[1], far[2]]
}

function distance([, ours, reference]: Figure): number {
  return Math.abs(ours - reference)
}
