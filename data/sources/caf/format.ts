import { plainName } from '#app/lib/tables/index.ts'
import { type Format, LICENCE_OUVERTE } from '#data/sources/contract.ts'
import { generique } from '../generique/format.ts'
import { renamed } from '../renamed.ts'

/** Beneficiaries of the family branch by commune, EPCI or QPV (Cnaf open data). */
export const caf: Format = {
  id: 'caf',
  label: 'Caf : allocataires et prestations par lieu',
  recognise: async (context) => {
    const says = context.sheets.some((sheet) => {
      const words = [...sheet.header.columns, ...(sheet.header.labels ?? []), ...sheet.header.titles].map(
        plainName,
      )
      return words.some((word) =>
        /allocataire|^allocs?$|ndur|^dtreffre$|personnescouvertes|foyers?rsa|nbfoyers|aideslogement|primeactivite|numcomdo/.test(
          word,
        ),
      )
    })
    const plan = says ? await generique.recognise(context) : null
    return (
      plan && renamed(plan, { format: 'caf', dataset: 'caf', producer: 'Cnaf', licence: LICENCE_OUVERTE })
    )
  },
}
