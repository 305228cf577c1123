import { expect, test } from 'vitest'
import { seededRandom } from '#stats/random.ts'
import { readCellule } from './import-cellule.ts'

const amounts = (cell: string | number | null) => {
  const { droitCommun, specifique, sansCredit } = readCellule(cell)
  return [droitCommun, specifique, sansCredit]
}

test.each<[string | number | null, Array<number | null>]>([
  ['5000 droit commun + 4000 CdV', [500_000, 400_000, null]],
  ['5 000 € DC + 4 000 € CDV', [500_000, 400_000, null]],
  ['DC : 5000 / CdV : 4000', [500_000, 400_000, null]],
  ['Droit commun : 5 000,50 €\nP147 : 1.200 €', [500_050, 120_000, null]],
  ['5000 (droit commun)', [500_000, null, null]],
  ['4 000 € BOP 147', [null, 400_000, null]],
  ['3000 spécifique', [null, 300_000, null]],
  ['9000 dont 4000 CdV', [500_000, 400_000, null]],
  ['9 000 € (dont 9 000 € droit commun)', [900_000, null, null]],
  ['2 k€', [null, null, 200_000]],
  ['1,5 k€ CdV', [null, 150_000, null]],
  ['5 000', [null, null, 500_000]],
  ['5000+4000', [null, null, 900_000]],
  ['5000 DC + 1000', [500_000, null, 100_000]],
  [12_500, [null, null, 1_250_000]],
  [0, [null, null, 0]],
  ['0', [null, null, 0]],
  [null, [null, null, null]],
  ['-', [null, null, null]],
  ['néant', [null, null, null]],
])('the cell %j gives its amounts by kind of credit', (cell, expected) => {
  expect(amounts(cell)).toEqual(expected)
})

test('a word in place of an amount is kept as a word', () => {
  expect(readCellule('Refus (hors thème)')).toMatchObject({ mot: 'refus', commentaire: 'Refus (hors thème)' })
  expect(readCellule('ajourné')).toMatchObject({ mot: 'attente', sansCredit: null })
  expect(readCellule('voir avec la CAF')).toMatchObject({ mot: null, remarques: [{ code: 'texte' }] })
})

test('what cannot be read is said and gives no amount', () => {
  for (const [text, code] of [
    ['#REF!', 'formule'],
    ['-500', 'illisible'],
    [-500, 'illisible'],
    ['refus 3000', 'refus-et-montant'],
    ['4000 dont 9000 CdV', 'illisible'],
  ] as const) {
    const read = readCellule(text)
    expect([read.droitCommun, read.specifique, read.sansCredit], String(text)).toEqual([null, null, null])
    expect(read.remarques[0]?.code, String(text)).toBe(code)
  }
})

test('a point between thousands is said, a share and a year are not amounts', () => {
  expect(readCellule('1.500')).toMatchObject({ sansCredit: 150_000, remarques: [{ code: 'milliers' }] })
  expect(amounts('4000 CdV (50 %)')).toEqual([null, 400_000, null])
  expect(readCellule(3333.333_333)).toMatchObject({ sansCredit: 333_333, remarques: [{ code: 'arrondi' }] })
})

test('no centime is lost or invented, however the two amounts are written', () => {
  const shapes = [
    (dc: string, cdv: string) => `${dc} droit commun + ${cdv} CdV`,
    (dc: string, cdv: string) => `DC ${dc} ; CdV ${cdv}`,
    (dc: string, cdv: string) => `${cdv} € spécifique et ${dc} € DC`,
  ]
  const written = (centimes: number) =>
    `${Math.floor(centimes / 100)},${String(centimes % 100).padStart(2, '0')}`
  const random = seededRandom(4)
  for (let round = 0; round < 500; round++) {
    const dc = 1 + Math.floor(random() * 99_999_999)
    const cdv = 1 + Math.floor(random() * 99_999_999)
    for (const shape of shapes) {
      const text = shape(written(dc), written(cdv))
      expect(amounts(text), text).toEqual([dc, cdv, null])
    }
  }
})
