import { cellText } from '#app/lib/tables/index.ts'
import {
  type CountPart,
  columnOf,
  type Format,
  type FormatContext,
  hasColumns,
  LICENCE_OUVERTE,
  type Plan,
  plainSerie,
  type Sheet,
} from '#data/sources/contract.ts'
import { readLieu } from '#data/sources/niveaux.ts'
import { rowsPart } from '../rows.ts'

/** Posts paid by the State in contrats de ville (adulte-relais, Fonjep): counted and added up by contrat. */
export const adulteRelais: Format = {
  id: 'adulte-relais',
  label: 'Postes adulte-relais et Fonjep par contrat de ville (ANCT)',
  recognise: ({ sheets, opened }: FormatContext): Plan | null => {
    const sheet = sheets.find((one) => hasColumns(one, /^code_cv$/i, /^montant$/i, /^annee$/i))
    if (!sheet) return null
    const dataset =
      hasColumns(sheet, /^id_poste$/i) && !/fonjep/i.test(opened.name) ? 'adulte_relais' : 'fonjep'
    return {
      format: dataset.replace('_', '-'),
      dataset,
      producer: 'ANCT',
      licence: LICENCE_OUVERTE,
      millesime: cellText(sheet.sample[0]?.cells[columnOf(sheet, /^annee$/i)]) || null,
      parts: [
        countPart(sheet, { dataset, variable: 'postes', weight: null, unit: 'postes' }),
        countPart(sheet, { dataset, variable: 'montant', weight: columnOf(sheet, /^montant$/i), unit: '€' }),
        rowsPart({ sheet, dataset, level: 'contrat-de-ville', required: /^code_cv$/i }),
      ],
      flags: [],
    }
  },
}

interface Measure {
  dataset: string
  variable: string
  weight: number | null
  unit: string
}

function countPart(sheet: Sheet, { dataset, variable, weight, unit }: Measure): CountPart {
  return {
    shape: 'comptage',
    sheet,
    geographie: null,
    code: {
      columns: [columnOf(sheet, /^code_cv$/i)],
      levelColumn: null,
      read: (text) => readLieu(text, 'contrat-de-ville'),
    },
    alsoAt: [],
    keys: [columnOf(sheet, /^annee$/i)],
    weight,
    describe: ([annee = '']) => {
      if (!/^\d{4}$/.test(annee)) return { aside: `« ${annee} » n’est pas une année` }
      return plainSerie(`${dataset}/${variable}`, annee, { unit })
    },
  }
}
