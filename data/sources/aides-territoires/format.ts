import { columnOf, type Format, hasColumns } from '#data/sources/contract.ts'
import { rowsPlan } from '../rows.ts'

/** The perimeters of Aides-territoires: places of every scale with the identifier its aids refer to. */
export const aidesTerritoires: Format = {
  id: 'aides-territoires',
  label: 'Périmètres d’Aides-territoires (communes, EPCI, départements, périmètres particuliers)',
  recognise: ({ sheets }) => {
    const sheet = sheets.find(
      (one) => hasColumns(one, /^id$/i, /^scale$/i, /^code$/i) && columnOf(one, /^(?:name|text)$/i) >= 0,
    )
    if (!sheet) return null
    return rowsPlan(
      [{ sheet, dataset: 'aides_territoires_perimetres', level: 'france', required: /^id$/i }],
      {
        format: 'aides-territoires',
        dataset: 'aides_territoires',
        producer: 'Aides-territoires (ANCT)',
        millesime: null,
      },
    )
  },
}
