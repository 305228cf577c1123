import { plainName } from '#app/lib/tables/index.ts'
import { type Format, LICENCE_OUVERTE, type Plan, remark } from '#data/sources/contract.ts'
import { generique } from '../generique/format.ts'
import { renamed } from '../renamed.ts'

/** Job seekers by place and quarter (France Travail-Dares), long or wide. */
export const demandeursEmploi: Format = {
  id: 'demandeurs-emploi',
  label: 'France Travail-Dares : demandeurs d’emploi par lieu et par trimestre',
  recognise: async (context) => {
    const says = context.sheets.some((sheet) => {
      const words = [
        ...sheet.header.columns,
        ...(sheet.header.labels ?? []),
        ...sheet.header.titles,
        context.opened.name,
      ].map(plainName)
      return words.some((word) =>
        /demandeur|defm|francetravail|poleemploi|nbdeld|categorieabc|^abcd?e?$/.test(word),
      )
    })
    const plan = says ? await generique.recognise(context) : null
    if (!plan) return null
    const dares = renamed(plan, {
      format: 'demandeurs-emploi',
      dataset: 'demandeurs_emploi',
      producer: 'France Travail-Dares',
      licence: LICENCE_OUVERTE,
    })
    const rounded = remark(
      'arrondi',
      'Ces effectifs sont arrondis à 5 par le producteur : leurs sommes ne tombent pas juste.',
    )
    return { ...dares, flags: [...dares.flags, rounded] } satisfies Plan
  },
}
