import { describe, expect, test } from 'vitest'
import { seededRandom } from '#stats/random.ts'
import { type PublishedSum, revealedCells } from '#stats/secret/differences.ts'
import { figureKey, figuresOf } from './locaux.figures.ts'
import type { IndicateurLocal, Locaux, QuartierLocal, ValeurSaisie } from './locaux.ts'

const HOME = '245901160'
const COMMUNES = ['59001', '59002', '59003', '59004', '59005']

function indicateur(id: string, more: Partial<IndicateurLocal> = {}): IndicateurLocal {
  return {
    id,
    code: `LOC_${id.toUpperCase()}`,
    libelle: id,
    definition: '',
    theme: 'education',
    nature: 'effectif',
    unite: 'personnes',
    sens: 'contexte',
    source: 'Service exemple',
    formule: '',
    totalId: null,
    exemple: true,
    ...more,
  }
}

function locaux(
  indicateurs: IndicateurLocal[],
  counts: Record<string, Record<string, number>>,
  quartiers: QuartierLocal[] = [],
): Locaux {
  const valeurs = Object.entries(counts).flatMap(([id, byCode]) =>
    Object.entries(byCode).map(
      ([code, valeur]): ValeurSaisie => ({
        indicateurId: id,
        niveau: code.startsWith('Q') ? 'qpv' : 'commune',
        code,
        periode: '2024',
        valeur,
        fichier: '',
      }),
    ),
  )
  return { home: HOME, communes: COMMUNES, quartiers, indicateurs, valeurs }
}

const row = (...counts: number[]) => Object.fromEntries(COMMUNES.map((code, at) => [code, counts[at] ?? 0]))

function shown(of: Locaux, id: string, code: string): number | null | undefined {
  const niveau = code.startsWith('Q') ? 'qpv' : code === HOME ? 'epci' : 'commune'
  return figuresOf(of).get(figureKey(id, { niveau, code }))?.[0]?.value
}

describe('figures of the territory', () => {
  test('a count from 1 to 4 is masked, with the next smallest when the sum would give it away', () => {
    const its = locaux([indicateur('a')], { a: row(3, 12, 40, 0, 8) })
    expect(COMMUNES.map((code) => shown(its, 'a', code))).toEqual([null, 12, 40, 0, null])
    expect(shown(its, 'a', HOME)).toBe(63)
  })

  test('a measure is shown as it is, and has no sum', () => {
    const its = locaux([indicateur('a', { nature: 'mesure', unite: '%' })], { a: row(3, 12, 40, 0, 8) })
    expect(shown(its, 'a', '59001')).toBe(3)
    expect(shown(its, 'a', HOME)).toBeUndefined()
  })

  test('without a figure for every commune there is no sum, and the reason says how many are missing', () => {
    const its = locaux([indicateur('a')], { a: { 59001: 30, 59002: 12 } })
    const [sum] = figuresOf(its).get(figureKey('a', { niveau: 'epci', code: HOME })) ?? []
    expect(sum).toMatchObject({
      value: null,
      reason: 'Somme impossible : 3 communes n’ont pas de chiffre pour 2024.',
    })
  })

  test('what is left of a count when a part is taken away is protected too', () => {
    const its = locaux([indicateur('tous'), indicateur('femmes', { totalId: 'tous' })], {
      tous: row(20, 30, 40, 50, 60),
      femmes: row(18, 20, 20, 20, 20),
    })
    // 20 less 18 is 2 men: one of the two figures must go.
    expect([shown(its, 'tous', '59001'), shown(its, 'femmes', '59001')]).toContain(null)
  })

  test('a quarter that leaves a small rest in its commune is masked', () => {
    const quartiers = [{ code: 'QN05901M', communes: ['59001'] }]
    const its = locaux([indicateur('a')], { a: { ...row(50, 30, 40, 50, 60), QN05901M: 48 } }, quartiers)
    expect(shown(its, 'a', '59001')).toBe(50)
    expect(shown(its, 'a', 'QN05901M')).toBeNull()
  })

  test('a quarter shared with a commune of elsewhere tells nothing by difference', () => {
    const quartiers = [{ code: 'QN05901M', communes: ['59001', '59999'] }]
    const its = locaux([indicateur('a')], { a: { ...row(50, 30, 40, 50, 60), QN05901M: 48 } }, quartiers)
    expect(shown(its, 'a', 'QN05901M')).toBe(48)
  })

  test('a quarter astride two communes is subtracted from both together', () => {
    const quartiers = [{ code: 'QN05901M', communes: ['59001', '59002'] }]
    const its = locaux([indicateur('a')], { a: { ...row(50, 30, 40, 50, 60), QN05901M: 78 } }, quartiers)
    expect(shown(its, 'a', 'QN05901M')).toBeNull()
  })
})

describe('trying to find masked counts back', () => {
  const random = seededRandom(20_261_123)
  const draw = (most: number) => Math.floor(random() * (most + 1))
  const quartiers = [
    { code: 'QN05901M', communes: ['59001'] },
    { code: 'QN05902M', communes: ['59001'] },
    { code: 'QN05903M', communes: ['59002', '59003'] },
  ]

  test('adding and subtracting everything that is shown never gives a small count back', () => {
    let small = 0
    for (let round = 0; round < 300; round++) {
      const counts = drawCounts(draw)
      const its = locaux([indicateur('tous'), indicateur('femmes', { totalId: 'tous' })], counts, quartiers)
      const { sums, atoms } = published(its, counts)
      const isSmall = (id: string) => (atoms.get(id) ?? 0) > 0 && (atoms.get(id) ?? 0) < 5
      small += [...atoms.keys()].filter(isSmall).length
      expect(revealedCells(sums, atoms.keys()).filter(isSmall), JSON.stringify(counts)).toEqual([])
    }
    expect(small).toBeGreaterThan(300)
  })

  function drawCounts(next: (most: number) => number) {
    const femmes: Record<string, number> = {}
    const tous: Record<string, number> = {}
    const inQuarter = { QN05901M: next(6), QN05902M: next(30), QN05903M: next(40) }
    for (const code of COMMUNES) {
      femmes[code] = next(12) + (code === '59001' ? inQuarter.QN05901M + inQuarter.QN05902M : 0)
      tous[code] = (femmes[code] ?? 0) + next(10)
    }
    femmes['59002'] = (femmes['59002'] ?? 0) + inQuarter.QN05903M
    tous['59002'] = (tous['59002'] ?? 0) + inQuarter.QN05903M
    return { tous, femmes: { ...femmes, ...inQuarter } }
  }

  /**
   * The atoms nobody publishes on their own: men and women of each commune, in each quarter and outside them. Every
   * figure shown is a sum of atoms; an atom of 1 to 4 must not be a combination of them.
   */
  function published(its: Locaux, counts: { tous: Record<string, number>; femmes: Record<string, number> }) {
    const men = (code: string) => ({
      id: `m ${code}`,
      count: (counts.tous[code] ?? 0) - (counts.femmes[code] ?? 0),
    })
    const inside = (code: string) => quartiers.filter(({ communes }) => communes.includes(code))
    const atoms = new Map<string, number>()
    const women = new Map<string, string[]>()
    for (const code of COMMUNES) {
      atoms.set(men(code).id, men(code).count)
      // The quarter astride counts in the pair; its commune alone is left whole.
      const own = inside(code).filter(({ communes }) => communes.length === 1)
      const rest =
        (counts.femmes[code] ?? 0) - own.reduce((sum, one) => sum + (counts.femmes[one.code] ?? 0), 0)
      for (const one of own) atoms.set(`f ${one.code}`, counts.femmes[one.code] ?? 0)
      atoms.set(`f ${code}`, rest)
      women.set(code, [`f ${code}`, ...own.map((one) => `f ${one.code}`)])
    }
    const sums: PublishedSum[] = []
    const add = (id: string, code: string, cells: string[]) => {
      if (typeof shown(its, id, code) === 'number')
        sums.push({ label: `${id} ${code}`, cells: new Set(cells) })
    }
    for (const code of COMMUNES) {
      add('femmes', code, women.get(code) ?? [])
      add('tous', code, [...(women.get(code) ?? []), men(code).id])
    }
    add('femmes', 'QN05901M', ['f QN05901M'])
    add('femmes', 'QN05902M', ['f QN05902M'])
    add('femmes', HOME, [...women.values()].flat())
    add('tous', HOME, [...[...women.values()].flat(), ...COMMUNES.map((code) => men(code).id)])
    return { sums, atoms }
  }
})
