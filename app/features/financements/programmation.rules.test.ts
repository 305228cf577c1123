import { expect, test } from 'vitest'
import {
  brokenBy,
  columnTotal,
  type DossierProg,
  distributionOf,
  keyOf,
  lieuTypes,
  shareOverYears,
  totalOf,
} from './programmation.rules.ts'

const dossier = (given: Partial<DossierProg> = {}): DossierProg => ({
  id: 'd1',
  numero: 'CDV-2026-0001',
  titre: 'Action',
  porteur: 'Association',
  axe: '1. Emploi',
  lieu: 'qpv',
  pluriannuel: false,
  coutCentimes: 1_000_000,
  autrePubliqueCentimes: 200_000,
  propreCentimes: 100_000,
  lignes: [
    { id: 'l1', financeurId: 'etat', demandeCentimes: 500_000 },
    { id: 'l2', financeurId: 'caf', demandeCentimes: 200_000 },
  ],
  ...given,
})

const regles = {
  plancherCentimes: 100_000,
  plafondCentimes: 550_000,
  partPropreMin: 0.1,
  aidePubliqueMax: 0.8,
  partCpoCible: null,
}

type Amount = [ligne: string, credit: 'droit_commun' | 'specifique', centimes: number]

const give = (...amounts: Amount[]) =>
  new Map(amounts.map(([ligne, credit, centimes]) => [keyOf(ligne, credit), centimes]))

test('nothing given breaks nothing', () => {
  expect(brokenBy(dossier(), regles, new Map())).toEqual([])
})

test('each broken rule is said with its limit', () => {
  const one = brokenBy(dossier(), regles, give(['l1', 'specifique', 600_000]))
  expect(one).toHaveLength(2)
  expect(one[0]).toContain('Plus que ce qui est demandé')
  expect(one[1]).toContain('plafond')
  expect(brokenBy(dossier(), regles, give(['l1', 'specifique', 99_999]))[0]).toContain('plancher')
  const [tooMuch] = brokenBy(
    dossier({ autrePubliqueCentimes: 400_000 }),
    regles,
    give(['l1', 'specifique', 450_000]),
  )
  expect(tooMuch).toContain('Aide publique')
  const [poor] = brokenBy(dossier({ propreCentimes: 99_000 }), regles, give(['l1', 'specifique', 200_000]))
  expect(poor).toContain('Part propre')
})

test('80 % of public money exactly is kept', () => {
  expect(
    brokenBy(
      dossier(),
      { ...regles, plafondCentimes: null },
      give(['l1', 'specifique', 500_000], ['l2', 'droit_commun', 100_000]),
    ),
  ).toEqual([])
})

test('an envelope says what is given and what is left, below zero when it is too much', () => {
  const colonne = {
    financeurId: 'etat',
    financeur: 'État',
    credit: 'specifique',
    enveloppeCentimes: 300_000,
  } as const
  const montants = give(['l1', 'specifique', 350_000], ['l1', 'droit_commun', 1], ['l2', 'specifique', 5])
  expect(columnTotal(colonne, [dossier()], montants)).toEqual({ donne: 350_000, reste: -50_000 })
})

test('the share over several years is measured on money, not on files', () => {
  const long = dossier({
    id: 'd2',
    pluriannuel: true,
    lignes: [{ id: 'l3', financeurId: 'etat', demandeCentimes: 9 }],
  })
  expect(shareOverYears([dossier(), long], give(['l1', 'specifique', 300], ['l3', 'specifique', 100]))).toBe(
    0.25,
  )
  expect(shareOverYears([dossier(), long], new Map())).toBeNull()
})

test('whatever the amounts, the parts of a distribution add up to the whole, to the centime', () => {
  const words = Object.keys(lieuTypes) as Array<keyof typeof lieuTypes> // keys of a const record
  for (let round = 1; round <= 200; round += 1) {
    const given = Array.from({ length: round % 40 }, (_, rank) => ({
      lieu: words[(rank * round) % words.length] ?? 'autre',
      sp: (rank * 7_919 * round) % 9_999_991,
      dc: (rank * 104_729 + round) % 1_000_003,
    }))
    const dossiers = given.map(({ lieu }, rank) =>
      dossier({
        id: `d${rank}`,
        lieu,
        lignes: [{ id: `l${rank}`, financeurId: 'etat', demandeCentimes: 1 }],
      }),
    )
    const montants = give(
      ...given.flatMap(({ sp, dc }, rank): Amount[] => [
        [`l${rank}`, 'specifique', sp],
        [`l${rank}`, 'droit_commun', dc],
      ]),
    )
    const whole = given.reduce((sum, { sp, dc }) => sum + sp + dc, 0)
    const parts = distributionOf(dossiers, montants, (its) => its.lieu)
    expect(parts.reduce((sum, part) => sum + part.centimes, 0)).toBe(whole)
    expect(dossiers.reduce((sum, its) => sum + totalOf(its, montants), 0)).toBe(whole)
  }
})
