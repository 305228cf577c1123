import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  decide,
  differenceInDifferences,
  GUARDRAILS,
  type Situation,
  syntheticControl,
} from '#stats/impact/index.ts'
import { buildPanel } from '#stats/impact/panel.ts'
import { decideOnResult } from '#stats/impact/verdict-of-result.ts'
import { TERRITORY_NOT_PEOPLE } from '#stats/impact/verdict-words.ts'
import { compute, type Declared, inferenceOfDid } from './calcul.rules.ts'
import type { Protocole, Resultat } from './etude-resultat.schema.ts'
import { resultOf } from './etude-resultat.ts'
import { familleOf } from './famille.rules.ts'
import { pourLElu, pourLeStatisticien } from './lectures.rules.ts'
import { type Cast, type StudyRow, studyPanelOf, toPanel } from './panel.rules.ts'
import { feasibilityOf } from './protocole.rules.ts'
import { essaisOf } from './sensibilite.rules.ts'

// The nineteen rules of the impact studies, one test each, named after it. G1 needs the database: etudes.server.test.ts.

const DEBUT = 2017
const YEARS = Array.from({ length: 14 }, (_, index) => 2008 + index)

/** Made-up communes with two common movements; the first `treated` gain `effect` from 2017 on. */
function aStudyOf({ units = 40, treated = 1, effect = 6, years = YEARS } = {}): StudyRow[] {
  return Array.from({ length: units }, (_, unit) =>
    years.map((annee, t) => ({
      code: codeOf(unit),
      annee,
      valeur:
        20 +
        (unit % 7) +
        Math.sin(t / 2) * (1 + (unit % 5) / 5) +
        Math.sin(unit * 12.9 + t * 78.2) * 0.4 +
        (unit < treated && annee >= DEBUT ? effect : 0),
    })),
  ).flat()
}

function codeOf(unit: number): string {
  return `62${String(unit).padStart(3, '0')}`
}

const aCast = (given: Partial<Cast> = {}): Cast => ({
  traitees: [codeOf(0)],
  proches: [],
  debut: DEBUT,
  population: new Map(),
  ...given,
})

const declared: Declared = { methode: 'sc', graine: 1, cible: 1, unite: 'points', contexte: {} }

/** A study carried through, as the page and the report read it. */
function aLecture(rows: StudyRow[], given: Partial<Declared> = {}, cast = aCast()) {
  const study = studyPanelOf(rows, cast)
  const its = { ...declared, ...given }
  const computed = compute(toPanel(study, DEBUT), study, its)
  const essais = essaisOf({ study, debut: DEBUT, methode: its.methode, result: computed.result })
  const known = (value: number) => (Number.isFinite(value) ? value : null)
  const kept = resultOf({ computed, essais })
  const resultat: Resultat = {
    ...kept,
    effet: known(kept.effet),
    erreur: known(kept.erreur),
    bas: known(kept.bas),
    haut: known(kept.haut),
    p: known(kept.p),
    plusPetitVisible: known(kept.plusPetitVisible),
    avantFit: known(kept.avantFit),
    ecart: known(kept.ecart),
    avertissements: [...kept.avertissements],
    lignes: [...kept.lignes],
    tendances: { p: known(kept.tendances.p), rupture: known(kept.tendances.rupture) },
    secondEffet: known(kept.secondEffet),
  }
  const protocole: Protocole = {
    methode: its.methode,
    prudence: null,
    graine: 1,
    annees: study.annees,
    traitees: study.traitees,
    donneuses: study.donneuses,
    sansDonnees: [],
    unite: 'points',
    indicateurNom: 'Indicateur d’essai',
    testsAvant: 0,
    sources: [],
  }
  return { etude: { debut: DEBUT, cible: 1, choisiesSurMesure: false }, protocole, resultat }
}

const strong: Situation = {
  method: 'sdid',
  before: 12,
  after: 5,
  treated: 15,
  donors: 40,
  dates: 1,
  effect: -3,
  low: -4,
  high: -2,
  se: 0.5,
  pValue: 0.004,
  secondMethodAgrees: true,
  unit: 'points',
  start: 2015,
}
const alone: Situation = {
  ...strong,
  method: 'sc',
  treated: 1,
  pValue: 1 / 41,
  rank: { place: 1, total: 41 },
  normalisedGap: 0.2,
}

test('G2: below three places no Student test, below ten the placebos', () => {
  const panel = (treated: number) => {
    const cast = aCast({ traitees: Array.from({ length: treated }, (_, unit) => codeOf(unit)) })
    return toPanel(studyPanelOf(aStudyOf({ treated }), cast), DEBUT)
  }
  expect(differenceInDifferences(panel(2)).se).toBeNaN()
  expect(differenceInDifferences(panel(3)).se).toBeGreaterThan(0)
  expect([2, 9, 10].map(inferenceOfDid)).toEqual(['placebo', 'placebo', 'analytic'])
})

test('G3: p is a rank among the donors, and with twelve of them 5 % is out of reach', () => {
  const study = studyPanelOf(aStudyOf({ units: 13 }), aCast())
  const result = syntheticControl(toPanel(study, DEBUT))
  expect(result.pValue * 13).toBeCloseTo(Math.round(result.pValue * 13), 9)
  expect(result.pValue).toBeGreaterThanOrEqual(1 / 13)
  const decision = decide({ ...alone, donors: 12, pValue: 1 / 13, rank: { place: 1, total: 13 } })
  expect(decision.level).toBe('2')
  expect(decision.text).toContain('au mieux un risque d’erreur de 1 sur 13')
})

test('G4: the number of measures before decides the method, down to none at all', () => {
  const method = (avant: number, traitees = 1) => {
    const found = feasibilityOf({ avant, apres: 4, traitees, donneuses: 40 })
    return found.kind === 'refus' ? 'refus' : found.methode
  }
  expect([8, 5, 4, 2, 1, 0].map((avant) => method(avant))).toEqual([
    'sc',
    'sdid',
    'did',
    'did',
    'refus',
    'refus',
  ])
  expect(method(3, 10)).toBe('event')
})

test('G5: a twin that copies the past badly is refused, fairly well lowered', () => {
  const level = (given: Partial<Situation>) => decide({ ...alone, ...given }).level
  expect([0.4, 0.8, 1.2].map((normalisedGap) => level({ normalisedGap }))).toEqual(['3', '2', '0'])
  expect(level({ gapAgainstPlacebos: 2.1 })).toBe('0')
})

test('G6: every study hides the end of its past, pretends a start in it, and does without each donor that counts', () => {
  const { resultat } = aLecture(aStudyOf())
  const kinds = (resultat.sensibilite ?? []).map(({ changement }) => changement)
  expect(kinds.filter((kind) => kind === 'passe')).toHaveLength(2)
  expect(kinds.filter((kind) => kind === 'donneuse').length).toBeGreaterThan(1)
  const hidden = (resultat.sensibilite ?? []).filter(({ changement }) => changement === 'passe')
  for (const { effet } of hidden) expect(Math.abs(effet ?? Number.NaN)).toBeLessThan(2)
})

test('G7: close communes and those of another size are never compared with; what happens next door is told apart', () => {
  const population = new Map([
    [codeOf(0), 10_000],
    [codeOf(3), 200_000],
    [codeOf(4), 2_000],
    [codeOf(5), 12_000],
  ])
  const cast = aCast({ proches: [codeOf(1), codeOf(2)], population })
  const study = studyPanelOf(aStudyOf(), cast)
  for (const unit of [1, 2, 3, 4]) expect(study.donneuses).not.toContain(codeOf(unit))
  expect(study.donneuses).toContain(codeOf(5))
  expect(study.voisines).toEqual([codeOf(1), codeOf(2)])
  expect(study.ecartees).toMatchObject({ proches: 2, taille: 2 })
  const { resultat } = aLecture(aStudyOf(), {}, cast)
  const next = resultat.sensibilite?.find(({ changement }) => changement === 'voisinage')
  expect(Math.abs(next?.effet ?? Number.NaN)).toBeLessThan(1)
})

test('G8: two hundred donors at most, by a rule blind to what came after', () => {
  const rows = aStudyOf({ units: 320 })
  const { donneuses } = studyPanelOf(rows, aCast())
  expect(donneuses).toHaveLength(200)
  const later = rows.map((row) => (row.annee >= DEBUT ? { ...row, valeur: -row.valeur } : row))
  expect(studyPanelOf(later, aCast()).donneuses).toEqual(donneuses)
})

test('G9: the year the places were chosen on is taken out, and the verdict says what would have come anyway', () => {
  const { annees } = studyPanelOf(aStudyOf(), aCast({ anneeRetiree: 2014 }))
  expect(annees).not.toContain(2014)
  expect(annees).toHaveLength(YEARS.length - 1)
  const decision = decide({ ...strong, context: { selectedOnOutcome: true } })
  expect(decision.level).toBe('2')
  expect(decision.text).toContain('attendue sans intervention')
})

test('G10: census vintages less than five years apart are refused before anything is calculated', () => {
  const facts = { avant: 9, apres: 5, traitees: 1, donneuses: 40 }
  const census = { source: 'recensement', censusYears: 1 } as const
  expect(feasibilityOf(facts, census)).toMatchObject({
    kind: 'refus',
    raison: expect.stringContaining('enquêtes communes'),
  })
  expect(feasibilityOf(facts, { ...census, censusYears: 5 }).kind).toBe('possible')
  expect(decide({ ...strong, context: census }).level).toBe('0')
})

test('G11: a source that changed for some is refused; for all, it is said and the verdict is lowered', () => {
  const facts = { avant: 9, apres: 5, traitees: 1, donneuses: 40 }
  const changed = { breakYear: 2020, breakIsShared: false }
  expect(feasibilityOf(facts, changed)).toMatchObject({
    kind: 'refus',
    raison: expect.stringContaining('2020'),
  })
  const shared = decide({ ...strong, context: { ...changed, breakIsShared: true } })
  expect(shared.level).toBe('2')
  expect(shared.text).toContain('changé en 2020')
})

test('G12: a perimeter that moved is refused, a recalculated one is said', () => {
  expect(decide({ ...strong, context: { perimeter: 'modifié' } }).level).toBe('0')
  expect(decide({ ...strong, context: { perimeter: 'recalculé' } }).text).toContain('même contour')
})

test('G13: rates of places too small are refused, and too small donors left out', () => {
  const facts = { avant: 9, apres: 5, traitees: 1, donneuses: 40 }
  expect(feasibilityOf(facts, { source: 'registre', smallestPopulation: 999 }).kind).toBe('refus')
  expect(feasibilityOf(facts, { source: 'registre', smallestPopulation: 1_000 }).kind).toBe('possible')
  expect(feasibilityOf(facts, { source: 'recensement', smallestPopulation: 1_500 }).kind).toBe('refus')
  const population = new Map([[codeOf(9), 1_500]])
  const donors = (plancher: number) => studyPanelOf(aStudyOf(), aCast({ population, plancher })).donneuses
  expect(donors(1_000)).toContain(codeOf(9))
  expect(donors(2_000)).not.toContain(codeOf(9))
})

test('G14: twenty studies of one document are corrected together, by Holm and by Benjamini-Hochberg', () => {
  const family = familleOf(
    Array.from({ length: 20 }, (_, k) => ({
      id: `e${k}`,
      titre: 'Étude',
      verdict: 'I',
      p: k === 0 ? 0.04 : 0.5,
    })),
  )
  expect(family[0]).toMatchObject({ p: 0.04, holm: 0.8, bh: 0.5 })
  const decision = decide({ ...strong, context: { indicators: { tested: 20, kept: 0 } } })
  expect(decision.level).toBe('2')
  expect(decision.text).toContain('20 indicateurs testés')
})

test('G15: with several dates of entry the two-way estimate is a description, and says what it compares', () => {
  const rows = aStudyOf({ treated: 12 }).map((row) => ({
    ...row,
    entree: Number(row.code.slice(2)) < 6 ? 2014 : Number(row.code.slice(2)) < 12 ? DEBUT : '',
  }))
  const panel = buildPanel(rows, { unit: 'code', time: 'annee', outcome: 'valeur', firstTreated: 'entree' })
  const result = differenceInDifferences(panel)
  expect(decideOnResult(panel, result).level).toBe('1')
  const warning = result.warnings.find(({ code }) => code === 'dates-multiples')
  expect(warning?.message).toMatch(/\d+ % du résultat compare à des unités déjà traitées/)
})

test('G16: the test of the trends before goes with its breakdown value, and is not called a proof', () => {
  const traitees = Array.from({ length: 12 }, (_, unit) => codeOf(unit))
  const cast = aCast({ traitees })
  const years = YEARS.filter((annee) => annee >= DEBUT - 4)
  const rows = aStudyOf({ treated: 12, years })
  const lecture = aLecture(rows, { methode: 'event' }, cast)
  expect(lecture.resultat.tendances?.p).toBeGreaterThanOrEqual(0)
  expect(lecture.resultat.tendances?.rupture).toBeGreaterThanOrEqual(0)
  const text = pourLeStatisticien(lecture).join(' ')
  expect(text).toMatch(/tendances avant p = .*n’en est pas une preuve.*rupture de Rambachan et Roth/)
})

test.each([0, 6])(
  'G17: both readings of an effect of %s give effect, interval, least visible, counts and what is not shown',
  (effect) => {
    const lecture = aLecture(aStudyOf({ effect }))
    const expert = pourLeStatisticien(lecture).join(' ')
    for (const part of [
      'Estimation',
      'intervalle à 95 % [',
      'détectable à 80 %',
      '1 traitées, 39 donneuses',
      'montrés',
    ])
      expect(expert).toContain(part)
    const elected = pourLElu(lecture).join(' ')
    expect(elected).toMatch(/Compatible avec une (hausse|baisse) de/)
    expect(elected).not.toMatch(/erreur type|\bp =|significati|donneuse/)
  },
)

test('G18: without anybody to compare with, only twelve dates before and eight after, and a signal at most', () => {
  const facts = { avant: 12, apres: 8, traitees: 1, donneuses: 0 }
  expect(feasibilityOf(facts)).toMatchObject({ kind: 'possible', methode: 'its' })
  expect(feasibilityOf({ ...facts, avant: 11 }).kind).toBe('refus')
  expect(feasibilityOf({ ...facts, apres: 7 }).kind).toBe('refus')
  expect(decide({ ...strong, method: 'its', before: 12, after: 8, donors: 0 }).level).toBe('2')
})

test('G19: whatever is found, it speaks of the place, never of its people', () => {
  for (const effect of [0, 6]) {
    const lecture = aLecture(aStudyOf({ effect }))
    expect(lecture.resultat.texte).toContain(TERRITORY_NOT_PEOPLE)
    expect(pourLeStatisticien(lecture).join(' ')).toContain(TERRITORY_NOT_PEOPLE)
    expect(pourLElu(lecture).join(' ')).toContain('pas de ses habitants d’alors')
  }
})

test('every rule of the list has its test, here or beside the database', () => {
  const tests = ['garde-fous.test.ts', 'etudes.server.test.ts']
    .map((name) => readFileSync(new URL(name, import.meta.url), 'utf8'))
    .join('\n')
  for (const { id } of GUARDRAILS) expect(tests).toMatch(new RegExp(`'${id}: `))
})
