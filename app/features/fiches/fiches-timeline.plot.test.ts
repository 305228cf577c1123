import { expect, test } from 'vitest'
import { isoDate } from '#app/lib/dates.ts'
import { LABEL_WIDTH, plotTimeline } from './fiches-timeline.plot.ts'

const row = (id: string, debut: string | null, fin: string | null) => ({
  id,
  debut: debut === null ? null : isoDate(debut),
  fin: fin === null ? null : isoDate(fin),
})

test('bars begin and end at their days, on whole years', () => {
  const plot = plotTimeline(
    [row('a', '2016-01-01', '2018-01-01'), row('b', '2017-01-01', '2017-07-02')],
    isoDate('2017-01-01'),
  )
  expect(plot.years.map((its) => its.year)).toEqual([2016, 2017])
  const [a, b] = plot.bars.map((its) => its.bar)
  expect(a).toMatchObject({ x: LABEL_WIDTH, width: plot.width - LABEL_WIDTH, isOpen: false })
  expect(b?.x).toBe(plot.years[1]?.x)
  expect(plot.today).toBe(plot.years[1]?.x)
})

test('a fiche without an end runs to the edge, one without dates has no bar', () => {
  const plot = plotTimeline([row('a', '2016-01-01', null), row('b', null, null)], isoDate('2030-01-01'))
  expect(plot.bars[0]?.bar?.isOpen).toBe(true)
  expect(plot.bars[1]?.bar).toBeNull()
  expect(plot.today).toBeNull()
})

test('nothing to draw is still a picture', () => {
  expect(plotTimeline([], isoDate('2020-05-01')).years).toEqual([{ year: 2020, x: LABEL_WIDTH }])
})
