import { expect, test } from 'vitest'
import { bannedWordsIn } from '#stats/impact/index.ts'
import { compute, standingOut } from './calcul.rules.ts'
import { type StudyRow, studyPanelOf, toPanel } from './panel.rules.ts'
import { feasibilityOf } from './protocole.rules.ts'

const YEARS = Array.from({ length: 14 }, (_, index) => 2008 + index)

/** Made-up communes that follow two common movements, and one that gains `effect` from 2017 on. */
function rowsWith(effect: number): StudyRow[] {
  return Array.from({ length: 40 }, (_, unit) =>
    YEARS.map((annee, t) => {
      const noise = Math.sin(unit * 12.9 + t * 78.2) * 0.4
      const common = Math.sin(t / 2) * (1 + (unit % 5) / 5) + t * 0.3
      const added = unit === 0 && annee >= 2017 ? effect : 0
      return {
        code: `00${String(unit).padStart(3, '0')}`,
        annee,
        valeur: 20 + (unit % 7) + common + noise + added,
      }
    }),
  ).flat()
}

const cast = {
  traitees: ['00000'],
  proches: ['00001', '00002'],
  debut: 2017,
  population: new Map<string, number>(),
}
const declared = { methode: 'sc' as const, graine: 1, cible: 1, unite: 'points', contexte: {} }

test('the cast leaves out the places concerned, the close ones and those with a year missing', () => {
  const rows = rowsWith(0).filter((row) => row.code !== '00003' || row.annee !== 2012)
  const study = studyPanelOf(rows, cast)
  expect(study.traitees).toEqual(['00000'])
  expect(study.donneuses).toHaveLength(36)
  for (const out of ['00000', '00001', '00002', '00003']) expect(study.donneuses).not.toContain(out)
})

test('donors are chosen without looking at what came after', () => {
  const before = studyPanelOf(rowsWith(0), cast).donneuses
  const changed = rowsWith(0).map((row) => (row.annee >= 2017 ? { ...row, valeur: row.valeur * 3 } : row))
  expect(studyPanelOf(changed, cast).donneuses).toEqual(before)
})

test('small communes are not compared with, and a place with secret years is said', () => {
  const population = new Map([['00010', 400]])
  expect(studyPanelOf(rowsWith(0), { ...cast, population }).donneuses).not.toContain('00010')
  const study = studyPanelOf(rowsWith(0), { ...cast, traitees: ['00000', '99999'] })
  expect(study.sansDonnees).toEqual(['99999'])
})

test('the design decides what is allowed, and refuses by name', () => {
  const facts = { avant: 9, apres: 5, traitees: 1, donneuses: 36 }
  expect(feasibilityOf(facts)).toEqual({ kind: 'possible', methode: 'sc', prudence: null })
  expect(feasibilityOf({ ...facts, avant: 6 })).toMatchObject({ methode: 'sdid' })
  expect(feasibilityOf({ ...facts, traitees: 12, avant: 4 })).toMatchObject({ methode: 'event' })
  expect(feasibilityOf({ ...facts, avant: 2 })).toMatchObject({ methode: 'did' })
  for (const wrong of [{ avant: 1 }, { apres: 0 }, { traitees: 0 }, { donneuses: 2 }])
    expect(feasibilityOf({ ...facts, ...wrong }).kind).toBe('refus')
})

test('a large effect is seen with its interval and its certificate, in words that are allowed', () => {
  const study = studyPanelOf(rowsWith(6), cast)
  const { result, decision, trajectoires } = compute(toPanel(study, 2017), study, declared)
  expect(result.estimate).toBeGreaterThan(4)
  expect(result.certificate.converged).toBe(true)
  expect(['2', '3']).toContain(decision.level)
  expect(bannedWordsIn(decision.text)).toEqual([])
  const gapBefore = trajectoires.traitees
    .slice(0, 9)
    .map((value, index) => Math.abs(value - (trajectoires.comparaison[index] ?? 0)))
  expect(Math.max(...gapBefore)).toBeLessThan(1)
})

test('without an effect nothing is claimed', () => {
  const study = studyPanelOf(rowsWith(0), cast)
  const { decision } = compute(toPanel(study, 2017), study, declared)
  expect(decision.level).not.toBe('3')
  expect(bannedWordsIn(decision.text)).toEqual([])
})

test('twenty studies without effect do not make one that stands out', () => {
  expect(standingOut([0.04, ...Array.from({ length: 19 }, () => 0.5)])).toBe(0)
  expect(standingOut([0.001, ...Array.from({ length: 19 }, () => 0.5)])).toBe(1)
})
