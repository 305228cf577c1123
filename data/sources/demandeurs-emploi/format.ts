import { plainName } from '#app/lib/tables/index.ts'
import { type Format, LICENCE_OUVERTE, type Plan, remark, type SerieFacts } from '#data/sources/contract.ts'
import { generique } from '../generique/format.ts'
import { renamed, withSeries } from '../renamed.ts'

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
    return { ...withSeries(dares, byCategory), flags: [...dares.flags, rounded] } satisfies Plan
  },
}

/** A table in rows names the category beside the number: `abc` is the measure, as in the tables by column. */
function byCategory(serie: SerieFacts): SerieFacts {
  const entry = Object.entries(serie.modalites).find(([name]) => /^cat[ée]gories?$/i.test(name))
  const letters = entry?.[1].replace(/cat[ée]gories?|et|,|\s/gi, '').toLowerCase() ?? ''
  if (!entry || !/^a?b?c?d?e?$/.test(letters) || letters === '') return serie
  const { [entry[0]]: _category, ...modalites } = serie.modalites
  const label = `${serie.label ?? 'Demandeurs d’emploi'}, ${letters.length > 1 ? 'catégories' : 'catégorie'} ${letters.toUpperCase()}`
  return { ...serie, indicator: `demandeurs_emploi/${letters}`, label, modalites }
}
