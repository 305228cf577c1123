import { expect, test } from 'vitest'
import { randomIndex, seededRandom } from '#stats/random.ts'
import type { DossierNote, LigneNotee } from './meilleure.rules.ts'
import { solve } from './meilleure.server.ts'
import { brokenBy, type Colonne, columnTotal, keyOf, type ReglesProg } from './programmation.rules.ts'

const free: ReglesProg = {
  plancherCentimes: null,
  plafondCentimes: null,
  partPropreMin: null,
  aidePubliqueMax: null,
  partCpoCible: null,
}

const aLine = (id: string, given: Partial<LigneNotee> = {}): LigneNotee => ({
  id,
  financeurId: 'etat',
  demandeCentimes: 1_000_000,
  avis: 'favorable',
  proposeDroitCommun: null,
  proposeSpecifique: null,
  ...given,
})

const aDossier = (lignes: LigneNotee[], given: Partial<DossierNote> = {}): DossierNote => ({
  id: lignes[0]?.id ?? '',
  numero: lignes[0]?.id ?? null,
  titre: 'Action',
  porteur: 'Association',
  axe: '1',
  lieu: 'qpv',
  pluriannuel: false,
  coutCentimes: 2_000_000,
  autrePubliqueCentimes: 0,
  propreCentimes: 500_000,
  lignes,
  ...given,
})

const column = (enveloppeCentimes: number | null, given: Partial<Colonne> = {}): Colonne => ({
  financeurId: 'etat',
  financeur: 'Sous-préfecture d’essai',
  credit: 'specifique',
  enveloppeCentimes,
  ...given,
})

const amounts = (cellules: ReadonlyArray<{ ligne: string; centimes: number }>) =>
  Object.fromEntries(cellules.map((its) => [its.ligne, its.centimes]))

test('with enough money everybody receives what is asked, and no envelope is said to limit', async () => {
  const found = await solve([aDossier([aLine('a')]), aDossier([aLine('b')])], [column(5_000_000)], free)
  expect(amounts(found.cellules)).toEqual({ a: 1_000_000, b: 1_000_000 })
  expect(found.note).toContain('Aucune enveloppe n’est épuisée')
})

test('a short envelope goes first to what is favoured, shared before it is piled up, and is named', async () => {
  const dossiers = [
    aDossier([aLine('a')]),
    aDossier([aLine('b')]),
    aDossier([aLine('c', { avis: 'defavorable' })]),
    aDossier([aLine('d', { avis: 'favorable_reserves' })]),
  ]
  const found = await solve(dossiers, [column(1_300_000)], free)
  const given = amounts(found.cellules)
  expect([given.a ?? 0, given.b ?? 0].toSorted()).toEqual([600_000, 600_000])
  expect([given.c, given.d]).toEqual([undefined, 100_000])
  expect(found.note).toContain('l’enveloppe de Sous-préfecture d’essai')
})

test('rules of the call hold: ceiling, public money, own share, floor', async () => {
  const regles = {
    ...free,
    plafondCentimes: 700_000,
    partPropreMin: 0.2,
    aidePubliqueMax: 0.5,
    plancherCentimes: 300_000,
  }
  const dossiers = [
    aDossier([aLine('a')]),
    aDossier([aLine('b')], { coutCentimes: 1_000_000, propreCentimes: 400_000 }),
    aDossier([aLine('c')], { propreCentimes: 0 }),
    aDossier([aLine('d', { demandeCentimes: 200_000 })]),
  ]
  const found = await solve(dossiers, [column(null)], regles)
  expect(amounts(found.cellules)).toEqual({ a: 700_000, b: 500_000 })
  expect(found.note).toContain('part propre insuffisante : c')
})

test('a funder that proposed a split is given that split', async () => {
  const both = [column(null), column(null, { credit: 'droit_commun' })]
  const found = await solve(
    [aDossier([aLine('a', { proposeDroitCommun: 200_000, proposeSpecifique: 100_000 })])],
    both,
    free,
  )
  expect(found.cellules.map(({ credit, centimes }) => [credit, centimes]).toSorted()).toEqual([
    ['droit_commun', 200_000],
    ['specifique', 100_000],
  ])
})

test('whatever the call, no rule and no envelope is broken by what is proposed', async () => {
  const random = seededRandom(59)
  const avis = ['favorable', 'favorable_reserves', 'ajourne', null]
  for (let run = 0; run < 12; run += 1) {
    const funders = ['etat', 'caf', 'epci']
    const dossiers = Array.from({ length: 25 }, (_, at) =>
      aDossier(
        funders.flatMap((financeurId) =>
          random() < 0.3
            ? []
            : [
                aLine(`${at}-${financeurId}`, {
                  financeurId,
                  demandeCentimes: 1 + randomIndex(random, 2_000_000),
                  avis: avis[randomIndex(random, 4)] ?? null,
                }),
              ],
        ),
        { coutCentimes: 1 + randomIndex(random, 4_000_000), propreCentimes: randomIndex(random, 1_000_000) },
      ),
    )
    const colonnes = funders.map((financeurId) =>
      column(randomIndex(random, 9_000_000), { financeurId, financeur: financeurId }),
    )
    const regles = {
      ...free,
      plafondCentimes: randomIndex(random, 3_000_000),
      aidePubliqueMax: 0.8,
      partPropreMin: 0.05,
      plancherCentimes: run % 2 === 0 ? 150_000 : null,
    }
    const { cellules } = await solve(dossiers, colonnes, regles)
    const montants = new Map(cellules.map((its) => [keyOf(its.ligne, its.credit), its.centimes]))
    expect(dossiers.flatMap((its) => brokenBy(its, regles, montants))).toEqual([])
    for (const its of colonnes) expect(columnTotal(its, dossiers, montants).reste).toBeGreaterThanOrEqual(0)
  }
}, 60_000)
