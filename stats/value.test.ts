import { expect, test } from 'vitest'
import {
  aggregateValues,
  combine,
  isKnown,
  known,
  missing,
  ratioOfSums,
  sumValues,
  type Value,
  worstStatus,
} from './value.ts'

test('a sum of numbers is their sum', () => {
  expect(sumValues([known(1), known(2), known(3)])).toEqual({ value: 6, status: 'normal' })
})

test('a sum over a secret cell is refused, and says how many are missing', () => {
  const sum = sumValues([known(10), missing('secret'), missing('indisponible'), missing('secret')])
  expect(sum).toMatchObject({ value: null, status: 'secret' })
  expect(isKnown(sum) ? '' : sum.reason).toBe(
    'Calcul impossible : 3 valeurs sur 4 manquent (2 secret, 1 non disponible).',
  )
})

test('the order of the terms does not change the status of the result', () => {
  const terms: Value[] = [known(1), missing('sans_objet'), missing('secret'), known(2, 'perturbe')]
  const status = sumValues(terms).status
  expect(status).toBe('secret')
  for (let turn = 1; turn < terms.length; turn++) {
    expect(sumValues([...terms.slice(turn), ...terms.slice(0, turn)]).status).toBe(status)
  }
})

test('a perturbed or estimated term marks the result', () => {
  expect(sumValues([known(1), known(2, 'estime')]).status).toBe('estime')
  expect(sumValues([known(1, 'perturbe'), known(2, 'estime')]).status).toBe('perturbe')
  expect(worstStatus([known(1), known(2, 'estime'), missing('sans_objet')])).toBe('sans_objet')
})

test('an empty sum is not zero', () => {
  expect(sumValues([])).toMatchObject({ value: null, status: 'indisponible' })
})

test('a ratio is a ratio of sums, not a mean of ratios', () => {
  const pairs = [
    { numerator: known(1), denominator: known(2) },
    { numerator: known(1), denominator: known(98) },
  ]
  expect(ratioOfSums(pairs, 100)).toEqual({ value: 2, status: 'normal' })
})

test('a ratio inherits the state of its terms, and has no object over nothing', () => {
  expect(ratioOfSums([{ numerator: missing('secret'), denominator: known(2) }]).status).toBe('secret')
  expect(ratioOfSums([{ numerator: known(0), denominator: known(0) }]).status).toBe('sans_objet')
  expect(combine([known(1), known(0)], (a, b) => a / b)).toMatchObject({ value: null, status: 'sans_objet' })
})

test('what is not additive is not aggregated, and says why', () => {
  const values = [known(20_250), known(16_780)]
  expect(aggregateValues(values, { kind: 'somme' })).toEqual(known(37_030))
  expect(
    aggregateValues(values, { kind: 'non-additif', reason: 'Une médiane ne s’additionne pas.' }),
  ).toEqual({
    value: null,
    status: 'indisponible',
    reason: 'Une médiane ne s’additionne pas.',
  })
  expect(aggregateValues(values, { kind: 'ratio-de-sommes' }).value).toBeNull()
})

test('NaN is a bug, not a value', () => {
  expect(() => known(Number.NaN)).toThrow(RangeError)
  expect(() => known(Number.POSITIVE_INFINITY)).toThrow(RangeError)
})
