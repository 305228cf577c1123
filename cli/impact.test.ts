import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const PROP99 = 'stats/reference/data/california_prop99.csv'
const COLUMNS = ['--unit', 'State', '--time', 'Year', '--outcome', 'PacksPerCapita', '--treated', 'treated']

function impact(...args: string[]) {
  return spawnSync(process.execPath, ['cli/maillage.ts', 'impact', ...args], { encoding: 'utf8' })
}

function temporary(name: string, text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'impact-')), name)
  writeFileSync(path, text)
  return path
}

test('the JSON answer has the promised shape and no NaN', () => {
  const run = impact('sdid', '--panel', PROP99, ...COLUMNS, '--json')
  expect(run.status).toBe(0)
  const answer = JSON.parse(run.stdout)
  expect(Object.keys(answer)).toEqual(
    expect.arrayContaining([
      'method',
      'estimate',
      'se',
      'interval',
      'pValue',
      'effects',
      'weights',
      'fit',
      'certificate',
      'n',
      'warnings',
      'verdict',
    ]),
  )
  expect(answer.estimate).toBeCloseTo(-15.6053979163, 9)
  expect(answer.n).toEqual({ units: 39, treated: 1, periods: 31 })
  expect(answer.verdict.level).toBe('2')
  expect(answer.effects[0].se).toBeNull()
})

test('semicolons, decimal commas, a byte-order mark, quotes and NA are read like the rest', () => {
  const text = readFileSync(PROP99, 'utf8')
    .trim()
    .split('\n')
    .map((line, k) => {
      const [state = '', year = '', packs = ''] = line.split(',')
      const first = state === '"California"' ? '1989' : 'NA'
      return [state, year, packs.replace('.', ','), k === 0 ? 'first' : first].join(';')
    })
    .join('\r\n')
  const path = temporary('panel.csv', `\uFEFF${text}`)
  const run = impact(
    'sc',
    '--panel',
    path,
    ...COLUMNS.slice(0, 6),
    '--first-treated',
    'first',
    '--inference',
    'none',
    '--json',
  )
  expect(run.stderr).toBe('')
  expect(JSON.parse(run.stdout).estimate).toBeCloseTo(-19.51363, 5)
})

test('without --json a person reads the effect, the comparison and what may be said', () => {
  const run = impact('sc', '--panel', PROP99, ...COLUMNS)
  expect(run.stdout).toContain('Effet estimé : -19,514')
  expect(run.stdout).toContain('Utah 39,4 %')
  expect(run.stdout).toContain('Rang 3 sur 39')
})

test('predictors come from a file; a bad file is refused with a sentence', () => {
  const predictors = JSON.stringify([
    { column: 'retprice', from: 1980, to: 1988, op: 'mean' },
    { column: 'cigsale', from: 1988, to: 1988 },
  ])
  const text = readFileSync('stats/reference/data/smoking_adh.csv', 'utf8')
    .trim()
    .split('\n')
    .map((line, k) => `${line},${k === 0 ? 'first' : line.startsWith('"California"') ? '1989' : '0'}`)
    .join('\n')
  const panel = [
    '--panel',
    temporary('smoking.csv', text),
    '--unit',
    'state',
    '--time',
    'year',
    '--outcome',
    'cigsale',
    '--first-treated',
    'first',
    '--inference',
    'none',
    '--json',
  ]
  const run = impact('sc', ...panel, '--predictors', temporary('p.json', predictors))
  expect(JSON.parse(run.stdout).details.cohorts[0].predictorWeights).toHaveProperty('cigsale.1988')
  const bad = impact('sc', ...panel, '--predictors', temporary('p.json', '[{"column":"retprice"}]'))
  expect(bad.status).toBe(1)
  expect(bad.stderr.trim().split('\n')).toHaveLength(1)
})

test('a wrong column or an impossible design is refused in one sentence, exit 1', () => {
  for (const args of [
    ['sc', '--panel', PROP99, ...COLUMNS.slice(0, 4), '--outcome', 'Ventes', '--treated', 'treated'],
    ['sc', '--panel', 'absent.csv', ...COLUMNS],
    ['sdid', '--panel', PROP99, ...COLUMNS, '--inference', 'wild'],
    [
      'asc',
      '--panel',
      temporary('two.csv', 'State,Year,PacksPerCapita,treated\na,1,2,0\na,2,3,1\nb,1,2,0\nb,2,5,0\n'),
      ...COLUMNS,
    ],
  ]) {
    const run = impact(...args)
    expect(run.status).toBe(1)
    expect(run.stdout).toBe('')
    expect(run.stderr.trim().split('\n')).toHaveLength(1)
  }
})

test('unknown methods, options and values are wrong usage, exit 2', () => {
  expect(impact('magie', '--panel', PROP99, ...COLUMNS).status).toBe(2)
  expect(impact('sc', '--panel', PROP99, ...COLUMNS, '--magie').status).toBe(2)
  expect(impact('sc', '--panel', PROP99, ...COLUMNS, '--v-method', 'magie').status).toBe(2)
  expect(impact('asc', '--panel', PROP99, ...COLUMNS, '--ridge', '-1').status).toBe(2)
  expect(impact('sc', '--panel', PROP99, ...COLUMNS.slice(0, 6)).status).toBe(2)
  expect(impact('sc', '--panel', PROP99, ...COLUMNS, '--first-treated', 'Year').status).toBe(2)
})

test('an option that the method does not read is said', () => {
  const run = impact('its', '--panel', PROP99, ...COLUMNS, '--ridge', 'auto', '--json')
  expect(JSON.parse(run.stdout).warnings).toContainEqual(
    expect.objectContaining({ code: 'option-sans-effet' }),
  )
})
