import { expect, test } from 'vitest'
import { isoDate } from '#app/lib/dates.ts'
import { type PulseFacts, pulseOf, whoStoppedComing } from './pulse.rules.ts'

const day = isoDate
const body = (given: Partial<PulseFacts>): PulseFacts => ({
  debut: day('2015-01-01'),
  fin: null,
  rythmeAnnuel: 2,
  tenues: [],
  prevues: [],
  ...given,
})

test('a body that never met is silent one interval after its first day', () => {
  const pulse = pulseOf(body({}), day('2017-09-30'))
  expect(pulse).toMatchObject({
    tenues: 0,
    attendues: 2,
    derniere: null,
    jamais: true,
    silencieuseDepuis: '2015-07-03',
  })
  expect(pulseOf(body({}), day('2015-07-02')).silencieuseDepuis).toBeNull()
})

test('a body that keeps its rhythm is not silent, and falls silent the day after', () => {
  const its = body({ tenues: [day('2016-01-10'), day('2016-06-20')] })
  expect(pulseOf(its, day('2016-12-20')).silencieuseDepuis).toBeNull()
  expect(pulseOf(its, day('2016-12-21')).silencieuseDepuis).toBe('2016-12-20')
})

test('only what was known that day counts: later meetings are not held yet, past ones are not coming', () => {
  const its = body({
    tenues: [day('2016-01-10'), day('2018-03-01')],
    prevues: [day('2016-02-01'), day('2016-05-01')],
  })
  expect(pulseOf(its, day('2016-03-01'))).toMatchObject({
    derniere: '2016-01-10',
    prochaine: '2016-05-01',
    tenues: 1,
  })
})

test('a young body owes only its own months, one that ended owes nothing, one without rhythm is never silent', () => {
  expect(pulseOf(body({ debut: day('2016-10-01') }), day('2017-01-01')).attendues).toBe(0)
  expect(pulseOf(body({ fin: day('2016-01-01') }), day('2017-01-01')).silencieuseDepuis).toBeNull()
  expect(pulseOf(body({ rythmeAnnuel: null }), day('2030-01-01'))).toMatchObject({
    attendues: null,
    silencieuseDepuis: null,
  })
})

test('who stopped coming came before, and missed the last two meetings it was called to', () => {
  const of = (organisationId: string, la: boolean[]) => ({ organisationId, nom: organisationId, la })
  const list = [
    of('parti', [true, true, false, false]),
    of('jamais', [false, false, false]),
    of('revenu', [true, false, true]),
    of('neuf', [true, false]),
  ]
  expect(whoStoppedComing(list).map((its) => its.organisationId)).toEqual(['parti'])
})
