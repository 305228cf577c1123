import { expect, test } from 'vitest'
import { buildPanel, type PanelColumns, type PanelRow } from './panel.ts'
import { PanelProblem, type PanelProblemCode } from './panel-problem.ts'

const columns = { unit: 'ville', time: 'an', outcome: 'taux', treated: 'contrat' } as const

/** Two towns over three years; B is treated from 2007 (there is no 2005). */
function aTable(): Array<Record<string, unknown>> {
  return [
    { ville: 'A', an: '2004', taux: '10', contrat: '0', depart: '', poids: '1', dep: '59' },
    { ville: 'B', an: '2004', taux: '12,5', contrat: '0', depart: '2007', poids: '2', dep: '62' },
    { ville: 'A', an: '2006', taux: '11', contrat: '0', depart: '', poids: '1', dep: '59' },
    { ville: 'B', an: '2006', taux: 'NA', contrat: '0', depart: '2007', poids: '2', dep: '62' },
    { ville: 'A', an: '2007', taux: '12', contrat: '0', depart: '', poids: '1', dep: '59' },
    { ville: 'B', an: '2007', taux: '9', contrat: '1', depart: '2007', poids: '2', dep: '62' },
  ]
}

function refusalOf(rows: readonly PanelRow[], asked: PanelColumns): PanelProblem {
  try {
    buildPanel(rows, asked)
  } catch (error) {
    if (error instanceof PanelProblem) return error
    throw error
  }
  throw new Error('the panel was accepted')
}

test('a long table becomes a matrix with its gaps in time and its missing cells', () => {
  const panel = buildPanel(aTable(), { ...columns, weights: 'poids', cluster: 'dep' })
  expect(panel.units).toEqual(['A', 'B'])
  expect(panel.times).toEqual([2004, 2006, 2007])
  expect([...panel.outcome]).toEqual([10, 11, 12, 12.5, Number.NaN, 9])
  expect([...panel.firstTreated]).toEqual([Number.POSITIVE_INFINITY, 2007])
  expect([...(panel.weights ?? [])]).toEqual([1, 2])
  expect(panel.cellWeights).toBeNull()
  expect(panel.clusterNames).toEqual(['59', '62'])
})

test.each(['', '0', 'NA', 'Inf', 'never', 'jamais', null, 0])('never treated can be written %s', (never) => {
  const rows = aTable().map((row) => (row.ville === 'A' ? { ...row, depart: never } : row))
  const panel = buildPanel(rows, { unit: 'ville', time: 'an', outcome: 'taux', firstTreated: 'depart' })
  expect([...panel.firstTreated]).toEqual([Number.POSITIVE_INFINITY, 2007])
})

test('the order of rows changes neither values nor treatment', () => {
  const panel = buildPanel(aTable().reverse(), columns)
  expect(panel.units).toEqual(['B', 'A'])
  expect([...panel.outcome]).toEqual([12.5, Number.NaN, 9, 10, 11, 12])
})

function changed(
  change: (row: Record<string, unknown>, line: number) => Record<string, unknown>,
): PanelRow[] {
  return aTable().map((row, line) => ({ ...row, ...change(row, line) }))
}

const refused: ReadonlyArray<readonly [PanelProblemCode, PanelRow[], PanelColumns]> = [
  ['colonne-inconnue', aTable(), { ...columns, outcome: 'pauvrete' }],
  ['aucune-ligne', [], columns],
  ['unite-vide', changed((_, line) => (line === 2 ? { ville: ' ' } : {})), columns],
  ['temps-non-numerique', changed((_, line) => (line === 2 ? { an: 'printemps' } : {})), columns],
  ['mesure-non-numerique', changed((_, line) => (line === 2 ? { taux: 'secret' } : {})), columns],
  ['covariable-non-numerique', aTable(), { ...columns, covariates: ['ville'] }],
  [
    'poids-invalide',
    changed((_, line) => (line === 2 ? { poids: '-1' } : {})),
    { ...columns, weights: 'poids' },
  ],
  [
    'grappe-variable',
    changed((_, line) => (line === 2 ? { dep: '02' } : {})),
    { ...columns, cluster: 'dep' },
  ],
  ['cellule-en-double', [...aTable(), ...aTable().slice(0, 1)], columns],
  ['traitement-absent', aTable(), { unit: 'ville', time: 'an', outcome: 'taux' }],
  ['traitement-absent', aTable(), { ...columns, firstTreated: 'depart' }],
  ['traitement-illisible', changed((_, line) => (line === 2 ? { contrat: '2' } : {})), columns],
  ['traitement-interrompu', changed((_, line) => (line === 1 ? { contrat: '1' } : {})), columns],
  [
    'traitement-variable',
    changed((_, line) => (line === 1 ? { depart: '2006' } : {})),
    { unit: 'ville', time: 'an', outcome: 'taux', firstTreated: 'depart' },
  ],
  ['traitement-avant-la-premiere-periode', changed(() => ({ contrat: 1 })), columns],
  ['aucune-unite-traitee', changed(() => ({ contrat: 0 })), columns],
  ['mesure-absente', changed(() => ({ taux: '' })), columns],
  ['mesure-constante', changed(() => ({ taux: 3 })), columns],
]

test.each(refused)('refused by name: %s', (code, rows, asked) => {
  const refusal = refusalOf(rows, asked)
  expect(refusal.code).toBe(code)
  expect(refusal.message).toMatch(/[.]$/)
})
