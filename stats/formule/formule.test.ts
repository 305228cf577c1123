import { expect, test } from 'vitest'
import type { Unit } from '#app/lib/numbers.ts'
import { randomIndex, seededRandom } from '../random.ts'
import { known, missing, type Value } from '../value.ts'
import { describeDimension, dimensionOf } from './dimension.ts'
import { compileFormula, runFormula, runFormulaOver } from './formule.ts'
import { type FormulaNode, formatFormula, parseFormula } from './parse.ts'

const units = new Map<string, Unit>(
  Object.entries({
    POP: 'habitants',
    JEUNES: 'personnes',
    MENAGES: 'menages',
    SURFACE: 'km2',
    BUDGET: 'euros',
    POV60: 'pourcent',
    VOLS: 'nombre',
    'cc_filosofi/MED21': 'euros',
  }),
)
const describe = (id: string, niveau: string | null) => {
  const unit = units.get(id)
  return unit && (niveau === null || niveau === 'epci') ? { unit } : null
}

function compiled(text: string, unit?: Unit) {
  const result = compileFormula(text, describe, unit)
  if (!result.ok) throw new Error(`${result.problem.position}: ${result.problem.message}`)
  return result.formula
}

function problem(text: string, unit?: Unit) {
  const result = compileFormula(text, describe, unit)
  return result.ok ? null : result.problem
}

const place: Record<string, Value> = {
  POP: known(1000),
  JEUNES: known(250),
  MENAGES: known(400),
  SURFACE: known(5),
  BUDGET: known(20_000),
  POV60: known(25),
  'POV60@epci': known(20.5),
  VOLS: known(12),
  'cc_filosofi/MED21': known(20_250),
}
const readPlace = (id: string, niveau: string | null) =>
  place[niveau ? `${id}@${niveau}` : id] ?? missing('indisponible')
const run = (text: string) => runFormula(compiled(text), readPlace)

test('formulas compute what they say', () => {
  const expected: [string, number][] = [
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['-2 * -3', 6],
    ['12,5 / 2.5', 5],
    ['2 × 3 ÷ 4 − 1', 0.5],
    ['part(JEUNES; POP)', 0.25],
    ['pourcent(JEUNES ; POP)', 25],
    ['pour_mille(VOLS; POP)', 12],
    ['pour_cent_mille(VOLS; POP)', 1200],
    ['ecart(POV60; POV60@epci)', 4.5],
    ['POV60 / POV60@epci', 25 / 20.5],
    ['en_part(POV60) * POP', 250],
    ['POP / SURFACE', 200],
    ['max(JEUNES; POP)', 1000],
    ['arrondi(POP / 3; 1)', 333.3],
    ['abs(JEUNES - POP)', 750],
    ['evolution(JEUNES; POP)', 3],
    ['somme(JEUNES; POP; POP)', 2250],
    ['[cc_filosofi/MED21] * 2', 40_500],
  ]
  for (const [text, value] of expected)
    expect([text, run(text).value]).toEqual([text, expect.closeTo(value, 10)])
})

test('units are computed along', () => {
  const dimensions: [string, string][] = [
    ['POP / SURFACE', 'personnes par km²'],
    ['part(JEUNES; POP)', 'nombre sans unité'],
    ['POV60 - POV60@epci', 'points'],
    ['POV60 + (POV60 - POV60@epci)', '%'],
    ['BUDGET / POP', '€ par personnes'],
    ['pour_mille(VOLS; POP)', 'pour 1\u202f000'],
    ['1 / POP', '1 par personnes'],
  ]
  for (const [text, label] of dimensions) expect([text, compiled(text).unitLabel]).toEqual([text, label])
  expect(compiled('pourcent(JEUNES; POP)', 'pourcent').dimension).toEqual(dimensionOf('pourcent'))
  expect(describeDimension({ form: 'quantite', bases: { km2: 2 } })).toBe('km²^2')
})

test('what does not go together is refused where it stands', () => {
  const refused: [string, number, string][] = [
    ['POP + MENAGES', 4, 'ajouter des personnes et des ménages'],
    ['POP - BUDGET', 4, 'soustraire'],
    ['part(POP; MENAGES)', 0, 'même unité'],
    ['POV60 * POP', 6, 'en_part'],
    ['POV60 / POP', 6, 'diviser'],
    ['pour_mille(POV60; POP)', 0, 'quantité'],
    ['en_part(POP)', 0, 'pourcentage'],
    ['POP + 1', 4, 'ajouter'],
    ['arrondi(POP; SURFACE)', 0, 'décimales'],
  ]
  for (const [text, position, words] of refused) {
    expect([text, problem(text)]).toEqual([text, { position, message: expect.stringContaining(words) }])
  }
  expect(problem('POP', 'euros')?.message).toContain('unité déclarée')
})

test('counts of two levels are neither added nor subtracted, even in disguise', () => {
  for (const text of [
    'POP@epci - POP',
    'ecart(POP@epci; POP)',
    'POP@epci + -POP',
    'POP + POP@epci',
    'somme(POP; POP@epci * -1)',
  ]) {
    expect([text, problem(text)?.message]).toEqual([text, expect.stringContaining('deux niveaux')])
  }
  expect(problem('part(POP; POP@epci)')).toBeNull()
})

test('what cannot be read is refused where it stands, in French', () => {
  const refused: [string, number, string][] = [
    ['', 0, 'vide'],
    ['POP +', 5, 'trop tôt'],
    ['(POP', 0, 'pas fermée'],
    ['POP)', 3, 'pas à sa place'],
    ['POP JEUNES', 4, 'manque un signe'],
    ['part(POP, JEUNES)', 8, 'point-virgule'],
    ['part(POP)', 0, 'arguments'],
    ['racine(POP)', 0, 'n’existe pas'],
    ['INCONNU * 2', 0, 'INCONNU'],
    ['POP@lune', 0, 'lune'],
    ['POP ^ 2', 4, 'puissances'],
    ['POP & 2', 4, 'pas permis'],
    ['[cc_filosofi', 0, 'crochet'],
    ['1 000 * POP', 2, 'manque un signe'],
  ]
  for (const [text, position, words] of refused) {
    expect([text, problem(text)]).toEqual([text, { position, message: expect.stringContaining(words) }])
  }
})

test('nothing of the machine can be reached from a formula', () => {
  for (const text of [
    'constructor',
    'toString()',
    '__proto__',
    'process.exit(1)',
    'hasOwnProperty(1)',
    '"a"',
    '`1`',
    'POP; POP',
  ]) {
    expect([text, problem(text) === null]).toEqual([text, false])
  }
})

test('a formula too long, too deep or too full is refused at once', () => {
  expect(problem('1+'.repeat(600))?.message).toContain('1000 caractères')
  expect(problem(`${'('.repeat(200)}1${')'.repeat(200)}`)?.message).toContain('imbriquées')
  expect(problem(`${'-'.repeat(300)}1`)?.message).toContain('imbriquées')
  expect(problem(`1${'+1'.repeat(300)}`)?.message).toContain('trop longue')
})

test('a missing value goes through, and the result says what is missing', () => {
  const formula = compiled('part(JEUNES; POP) * POV60@epci / POV60')
  const result = runFormula(formula, (id, niveau) =>
    id === 'JEUNES' ? missing('secret') : niveau === 'epci' ? missing('indisponible') : known(2),
  )
  expect(result).toEqual({
    value: null,
    status: 'secret',
    reason: 'Calcul impossible : il manque JEUNES (secret), POV60@epci (non disponible).',
  })
})

test('a missing value is missing even where arithmetic would forget it', () => {
  for (const text of ['0 * JEUNES', 'JEUNES - JEUNES', 'max(JEUNES; POP)']) {
    expect(runFormula(compiled(text), (id) => (id === 'JEUNES' ? missing('secret') : known(1))).status).toBe(
      'secret',
    )
  }
})

test('an estimated term marks the result, and dividing by zero has no object', () => {
  expect(runFormula(compiled('JEUNES + POP'), () => known(1, 'perturbe'))).toEqual(known(2, 'perturbe'))
  expect(runFormula(compiled('JEUNES / POP'), () => known(0)).status).toBe('sans_objet')
})

test('over a perimeter a ratio is a ratio of sums', () => {
  const places = [
    { JEUNES: 10, POP: 20 },
    { JEUNES: 10, POP: 980 },
  ].map((values: Record<string, number>) => (id: string) => known(values[id] ?? 0))
  const result = runFormulaOver(compiled('pourcent(JEUNES; POP)'), places, () => ({
    kind: 'somme',
  }))
  expect(result).toEqual(known(2))
})

test('over a perimeter a median or a secret place refuses, with the reason', () => {
  const formula = compiled('pourcent(JEUNES; POP)')
  const median = { kind: 'non-additif', reason: 'Une médiane ne s’additionne pas.' } as const
  const places = [() => known(1), () => missing('secret')]
  expect(runFormulaOver(formula, places, () => median)).toMatchObject({
    status: 'indisponible',
    reason: 'JEUNES ne s’additionne pas sur un périmètre. Une médiane ne s’additionne pas.',
  })
  expect(runFormulaOver(formula, places, () => ({ kind: 'somme' })).status).toBe('secret')
  expect(runFormulaOver(formula, [], () => ({ kind: 'somme' })).status).toBe('indisponible')
})

test('a formula written back is the same formula', () => {
  const random = seededRandom(71)
  const any = (depth: number): FormulaNode => {
    const position = 0
    const roll = depth > 4 ? randomIndex(random, 2) : randomIndex(random, 6)
    if (roll === 0) return { kind: 'nombre', value: randomIndex(random, 1000) / 4, position }
    if (roll === 1)
      return {
        kind: 'variable',
        id: random() < 0.5 ? 'POP' : 'a/b c',
        niveau: random() < 0.5 ? null : 'epci',
        position,
      }
    if (roll === 2) return { kind: 'oppose', operand: any(depth + 1), position }
    if (roll === 3)
      return { kind: 'fonction', name: 'part', args: [any(depth + 1), any(depth + 1)], position }
    const operator = (['+', '-', '*', '/'] as const)[randomIndex(random, 4)] ?? '+'
    return { kind: 'operation', operator, left: any(depth + 1), right: any(depth + 1), position }
  }
  const withoutPositions = (node: FormulaNode) =>
    JSON.parse(JSON.stringify(node, (key, value) => (key === 'position' ? undefined : value)))
  for (let round = 0; round < 200; round++) {
    const node = any(0)
    const parsed = parseFormula(formatFormula(node))
    expect(parsed.ok && withoutPositions(parsed.formula)).toEqual(withoutPositions(node))
  }
})
