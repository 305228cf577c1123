import {
  columnOf,
  type Format,
  type FormatContext,
  hasColumns,
  type Plan,
  type Sheet,
} from '#data/sources/contract.ts'
import { rowsPlan } from '../rows.ts'
import { geographieOf } from '../wide.ts'

/** Table d'appartenance of Insee, compositions of EPCI by Insee or DGCL, and lists of groupings by commune. */
export const appartenance: Format = {
  id: 'appartenance',
  label:
    'Appartenance des communes : EPCI, département, région, zonages ; composition des EPCI (Insee, DGCL)',
  recognise: ({ sheets, opened, millesime }: FormatContext): Plan | null => {
    const found = sheets.flatMap((sheet) => {
      const source = sourceOf(sheet)
      return source ? [source] : []
    })
    const [first] = found
    if (!first) return null
    const isDgcl = found.some(({ dataset }) => dataset.startsWith('dgcl'))
    const geographie = geographieOf(found.flatMap(({ sheet }) => sheet.header.titles))
    const unread = sheets.filter(
      (sheet) => !found.some((one) => one.sheet === sheet) && sheet.sample.length > 0,
    )
    return rowsPlan(found, {
      format: isDgcl ? 'epci-composition' : first.dataset === 'crte' ? 'epci-crte' : 'appartenance',
      dataset: isDgcl ? 'dgcl_epci' : 'appartenance',
      producer: isDgcl ? 'DGCL, Banatic' : 'Insee',
      millesime: millesime ?? geographie ?? /(20\d{2})/.exec(opened.name)?.[1] ?? null,
      remarks: unread.map((sheet) => [
        'feuille-non-lue',
        `« ${sheet.table.name} » n’est pas une liste d’appartenance : elle n’est pas importée.`,
      ]),
    })
  },
}

type RowsSource = Parameters<typeof rowsPlan>[0][number]

/** No measure in these tables: only codes and labels, or the populations of the members. */
function sourceOf(sheet: Sheet): RowsSource | null {
  if (hasColumns(sheet, /^siren$|^siren_epci$|^n.? ?siren$/i, /^(?:insee|siren_membre|insee_membre)$/i)) {
    return { sheet, dataset: 'dgcl_epci', level: 'epci', required: /^siren/i }
  }
  if (hasColumns(sheet, /^siren_groupement$/i, /^id_crte$/i)) {
    return { sheet, dataset: 'crte', level: 'epci', required: /^siren_groupement$/i }
  }
  if (hasColumns(sheet, /^VAR_ID$/i, /^VAR_LIB$/i))
    return { sheet, dataset: 'appartenance_variables', level: 'france', required: null }
  if (hasColumns(sheet, /^NIVGEO$/i, /^CODGEO$/i, /^LIBGEO$/i) && columnOf(sheet, /^NB_COM$/i) >= 0) {
    return { sheet, dataset: 'appartenance_zones', level: 'epci', required: /^CODGEO$/i }
  }
  const isMembership =
    hasColumns(sheet, /^CODGEO$/i, /^LIBGEO$/i, /^EPCI$|^DEP$/i) &&
    sheet.header.columns.every((name) => !/\d_|^[PC]\d{2}_|^MED/i.test(name))
  if (isMembership && hasColumns(sheet, /^(?:DEP|REG|LIBEPCI)$/i)) {
    const isArm = hasColumns(sheet, /^COM$/i)
    return {
      sheet,
      dataset: isArm ? 'appartenance_arm' : 'appartenance_communes',
      level: isArm ? 'arrondissement-municipal' : 'commune',
      required: /^CODGEO$/i,
    }
  }
  const isEpciList = hasColumns(sheet, /^EPCI$/i, /^LIBEPCI$/i, /^NB_COM$/i)
  return isEpciList ? { sheet, dataset: 'appartenance_epci', level: 'epci', required: /^EPCI$/i } : null
}
