import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { annexeOf, type Figee } from './annexe.rules.ts'
import { compute } from './calcul.rules.ts'
import type { Protocole } from './etude-resultat.schema.ts'
import { resultOf } from './etude-resultat.ts'
import { studyPanelOf, toPanel } from './panel.rules.ts'
import type { StudyMethod } from './protocole.rules.ts'

const DEBUT = 2020

/** A frozen study of made-up communes, as the database gives it back. */
function aFrozen(methode: StudyMethod, { treated = 1, first = 2006, units = 30 } = {}) {
  const rows = Array.from({ length: units }, (_, unit) =>
    Array.from({ length: 2028 - first }, (_, t) => ({
      code: `62${String(unit).padStart(3, '0')}`,
      annee: first + t,
      valeur:
        9 +
        (unit % 5) +
        Math.sin(t / 3) +
        Math.sin(unit * 5 + t * 7) * 0.3 -
        (unit < treated && first + t >= DEBUT ? 1.5 : 0),
    })),
  ).flat()
  const traitees = Array.from({ length: treated }, (_, unit) => `62${String(unit).padStart(3, '0')}`)
  const study = studyPanelOf(rows, { traitees, proches: [], debut: DEBUT, population: new Map() })
  const computed = compute(toPanel(study, DEBUT), study, {
    methode,
    graine: 7,
    cible: 1,
    unite: '‰',
    contexte: {},
  })
  const kept = resultOf({ computed, essais: [] })
  const protocole: Protocole = {
    methode,
    prudence: null,
    graine: 7,
    annees: study.annees,
    traitees: study.traitees,
    donneuses: study.donneuses,
    sansDonnees: [],
    unite: '‰',
    indicateurNom: 'Essai',
    testsAvant: 0,
    sources: [],
  }
  const etude: Figee = {
    titre: 'Étude d’essai',
    question: '',
    indicateur: 'ESSAI',
    debut: DEBUT,
    cible: 1,
    choisiesSurMesure: false,
    anneeChoix: null,
    figeeLe: new Date('2026-11-23T10:00:00Z'),
    codeVersion: '0 (essai)',
    protocole,
    resultat: null,
  }
  return { files: annexeOf(etude, study.rows), kept }
}

test.each<[StudyMethod, Parameters<typeof aFrozen>[1]]>([
  ['sc', {}],
  ['sdid', {}],
  ['event', { treated: 12, first: 2016 }],
  ['did', { treated: 4, first: 2016 }],
  ['its', { units: 2 }],
])('the command of the annex, run on its data, gives the figures of a study by %s', (methode, shape) => {
  const { files, kept } = aFrozen(methode, shape)
  const folder = mkdtempSync(join(tmpdir(), 'annexe-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const [, , ...args] = (files['commande.txt'] ?? '').trim().split(' ')
  expect(args[0]).toBe('impact')
  const run = spawnSync(process.execPath, [join(process.cwd(), 'cli/maillage.ts'), ...args], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect(run.stderr).toBe('')
  const answer = JSON.parse(run.stdout)
  const figures = [answer.estimate, answer.se, answer.interval.low, answer.interval.high, answer.pValue]
  const ours = [kept.effet, kept.erreur, kept.bas, kept.haut, kept.p]
  expect(figures).toEqual(ours.map((value) => (Number.isFinite(value) ? value : null)))
  expect(figures[0]).not.toBeNull()
})

test('the annex says what each file is, and by which code it was computed', () => {
  const { files } = aFrozen('sc')
  expect(Object.keys(files)).toEqual([
    'LISEZ-MOI.txt',
    'commande.txt',
    'panel.csv',
    'parametres.json',
    'resultat.json',
  ])
  expect(files['LISEZ-MOI.txt']).toContain('Maillage 0 (essai)')
  expect(JSON.parse(files['parametres.json'] ?? '')).toMatchObject({ graine: 7, methode: 'sc', debut: DEBUT })
})
