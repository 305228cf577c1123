import { writeXlsx } from 'hucre/xlsx'
import { afterAll, expect, test } from 'vitest'
import { listCantonChoices } from './cantons.server.ts'
import { aLac } from './lac.factory.ts'
import { openLecteur } from './lecture.server.ts'
import { containerOf } from './membres.ts'
import { buildPortrait } from './portrait-page.server.ts'

const lac = aLac()
afterAll(() => lac.remove())

const names = [
  'Code département',
  'Code canton',
  'Nom du canton',
  'Population municipale',
  'Population totale',
]

test('a canton has its portrait from the file that counts its people, beside its county', async () => {
  const head = [['Populations légales'], ['Date de référence statistique : 1er janvier 2021'], []]
  const cantons = [...head, names, ['59', '31', 'A', 80_000, 80_900], ['62', '12', 'B', 40_000, 40_100]]
  const departements = [...head, names.filter((name) => !/canton/.test(name)), ['59', 2_600_000, 2_650_000]]
  const workbook = await writeXlsx({
    sheets: [
      { name: 'Cantons et métropoles', rows: cantons },
      { name: 'Départements', rows: departements },
    ],
  })
  await lac.take('ensemble.xlsx', workbook)
  const lecteur = await openLecteur(lac.lac)
  expect(await listCantonChoices(lecteur, '245901160')).toEqual([
    { value: 'canton:5931', label: 'Canton 5931', group: 'Cantons (Nord)' },
  ])
  const portrait = await buildPortrait(lecteur, {
    lieu: { niveau: 'canton', code: '5931', nom: 'Canton 5931', members: null },
    comparateurs: [{ niveau: 'departement', code: '59', nom: 'Nord', members: null }],
    communes: ['59606'],
  })
  const line = portrait.themes.flatMap(({ lines }) => lines).find(({ id }) => id === 'POP_TOTAL')
  expect(line?.cell).toMatchObject({ value: 80_000, periode: '2021' })
  expect(line?.comparaisons[0]?.cell).toMatchObject({ value: 2_600_000 })
  lecteur.close()
})

test('the county of a canton is in its number, overseas and Corsica included', () => {
  const county = (code: string) => containerOf({ niveau: 'canton', code }, 'departement')
  expect(['5931', '2A04', '97101'].map(county)).toEqual(['59', '2A', '971'])
})
