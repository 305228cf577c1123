import type { Format } from '#data/sources/contract.ts'
import { isDictionary } from '../dictionary.ts'
import { rowsPlan } from '../rows.ts'

/** A `meta_*` file brought alone: labels of variables, kept to name what other files hold. */
export const dictionnaireInsee: Format = {
  id: 'dictionnaire-insee',
  label: 'Dictionnaire de variables (meta_* de l’Insee, description de colonnes)',
  recognise: ({ sheets }) => {
    const sheet = sheets.find(isDictionary)
    if (!sheet) return null
    const flag = 'Ce fichier est un dictionnaire : il nomme les variables, il n’apporte aucune valeur.'
    return rowsPlan(
      [{ sheet, dataset: 'dictionnaire', level: 'france', required: /^(?:COD_VAR|colonne)$/i }],
      {
        format: 'dictionnaire-insee',
        dataset: 'dictionnaire_insee',
        producer: sheet.header.columns.includes('COD_VAR') ? 'Insee' : 'non précisé',
        millesime: null,
        remarks: [['dictionnaire', flag]],
      },
    )
  },
}
