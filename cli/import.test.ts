import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'commande-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function maillage(...args: string[]) {
  const env = { ...process.env, MAILLAGE_DATA: join(folder, 'data') }
  return spawnSync(process.execPath, ['cli/maillage.ts', ...args], { encoding: 'utf8', env })
}

const communes = 'data/sources/filosofi/fixtures/communes.csv'

test('a file is imported and a value read back with its source, as one JSON document each', () => {
  const imported = JSON.parse(maillage('import', communes, '--json').stdout)
  expect(imported).toMatchObject({
    format: 'filosofi-communes',
    millesime: '2020',
    level: 'commune',
    rowsRead: 6,
  })
  expect(imported.seconds).toBeGreaterThan(0)
  expect(Object.keys(imported).sort()).toEqual(
    ['byStatus', 'flags', 'format', 'level', 'millesime', 'observations', 'rowsRead', 'seconds'].sort(),
  )
  for (const flag of imported.flags)
    expect(Object.keys(flag).sort()).toEqual(['code', 'column', 'line', 'message'])
  const [kept] = JSON.parse(maillage('imports', '--json').stdout)
  const valeur = JSON.parse(
    maillage('valeur', 'MEDIAN_INC', 'commune:59606', '--periode', '2020', '--json').stdout,
  )
  expect(valeur).toMatchObject({
    value: 19_800,
    status: 'normal',
    unit: '€',
    periode: '2020',
    source: {
      file: 'communes.csv',
      millesime: '2020',
      import: kept.id,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  })
  const secret = JSON.parse(maillage('valeur', 'cc_filosofi/TP6020', 'commune:01001', '--json').stdout)
  expect(secret).toMatchObject({ value: null, status: 'secret' })
  expect(JSON.parse(maillage('imports', '--json').stdout)).toMatchObject([
    { id: kept.id, file: 'communes.csv', observations: imported.observations },
  ])
})

test('a figure is read as a territory reads it, and an unknown territory is refused with those known', () => {
  expect(maillage('territoire', 'create', '245901160', '--slug', 'vm').status).toBe(0)
  const read = maillage('valeur', 'MEDIAN_INC', 'commune:59606', '--territoire', 'vm', '--json')
  expect(JSON.parse(read.stdout)).toMatchObject({ value: 19_800, periode: '2020' })
  const other = maillage('valeur', 'MEDIAN_INC', 'commune:59606', '--territoire', 'ailleurs')
  expect(other.status).toBe(1)
  expect(other.stderr).toMatch(/Territoires connus : .*vm/)
})

test('several files give one JSON document', () => {
  const run = maillage('import', communes, 'data/sources/bpe/fixtures/ensemble.csv', '--dry-run', '--json')
  expect(JSON.parse(run.stdout)).toMatchObject([{ format: 'filosofi-communes' }, { format: 'bpe' }])
})

test('among several files, one that is refused does not take the others with it', () => {
  const broken = join(folder, 'page.csv')
  writeFileSync(broken, '<!doctype html><title>404</title>')
  const run = maillage('import', broken, communes, '--dry-run', '--json')
  expect(run.status).toBe(1)
  expect(JSON.parse(run.stdout)).toMatchObject([
    { file: 'page.csv', refused: expect.stringContaining('page web') },
    { file: 'communes.csv', format: 'filosofi-communes' },
  ])
})

test('a dry run writes nothing at all', () => {
  const data = join(folder, 'vierge')
  const run = spawnSync(process.execPath, ['cli/maillage.ts', 'import', communes, '--dry-run', '--json'], {
    encoding: 'utf8',
    env: { ...process.env, MAILLAGE_DATA: data },
  })
  expect(run.status).toBe(0)
  expect(existsSync(data)).toBe(false)
})

test('an unknown file is refused with one French sentence that says what was seen and what to do', () => {
  const path = join(folder, 'inconnu.csv')
  writeFileSync(path, 'Nom;Couleur\nA;rouge\nB;vert\n')
  const run = maillage('import', path)
  expect(run.status).toBe(1)
  expect(run.stderr.trim().split('\n')).toHaveLength(1)
  expect(run.stderr).toContain('Nom, Couleur')
  expect(run.stderr).toContain('--as')
})

test('a place that has not the form of its level, a missing file and an unknown indicator are refused, not crashes', () => {
  for (const args of [
    ['valeur', 'POV60', 'commune:abc'],
    ['valeur', 'POV60', 'Anzin'],
    ['valeur', 'NIMPORTE', 'commune:59606'],
    ['import', join(folder, 'absent.csv')],
    ['import', communes, '--as', 'nimporte'],
  ]) {
    const run = maillage(...args)
    expect(run.status, args.join(' ')).toBe(1)
    expect(run.stderr, args.join(' ')).not.toContain('Erreur inattendue')
  }
})

test('a list of subsidies is recognised too, and every row is kept or refused with its line', () => {
  const run = maillage('import', 'data/sources/subventions/fixtures/scdl-cp1252.csv', '--dry-run', '--json')
  const report = JSON.parse(run.stdout)
  expect(report).toMatchObject({ format: 'subventions', rowsRead: 4, rowsKept: 3 })
  expect(report.flags).toContainEqual(
    expect.objectContaining({ line: 6, column: 'montant', code: 'refus-montant' }),
  )
})
