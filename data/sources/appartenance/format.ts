import {
  columnOf,
  type Format,
  type FormatContext,
  hasColumns,
  type Plan,
  type Sheet,
} from '#data/sources/contract.ts'
import { niveauOfName } from '../niveaux.ts'
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
      millesime: millesime ?? geographie ?? yearOfName(opened.name),
      remarks: unread.map((sheet) => [
        'feuille-non-lue',
        `« ${sheet.table.name} » n’est pas une liste d’appartenance : elle n’est pas importée.`,
      ]),
    })
  },
}

/** `ZE2020_au_01-01-2024.xlsx` is of 2024: the date of the communes, not the year of the zoning. */
function yearOfName(name: string): string | null {
  const dated = /au[_ -]?(?:0?1|1er)[_ -](?:0?1|janvier)[_ -](20\d{2})/i.exec(name)?.[1]
  return dated ?? /(20\d{2})/.exec(name)?.[1] ?? null
}

type RowsSource = Parameters<typeof rowsPlan>[0][number]

const EPCI_SIREN = /^siren$|^siren_epci$|^n.? ?siren(?: du groupement)?$/i
const LEGAL_FORM = /^(?:nj_epci\d*|nature_juridique|nature juridique)$/i

/** What a table of memberships holds: codes and labels of places and zones, and nothing to measure. */
const MEMBERSHIP =
  /^(?:CODGEO|LIBGEO|COM|DEP|REG|ARR|CV|CANOV|CTCD|EPT|EPCI|NATURE_EPCI|NIVGEO|QP|QPV|IRIS|TYP_IRIS|MODIF_IRIS|TRIRIS|GRD_QUART|UU\d{4}|TUU\d{4}|TDUU\d{4}|ZE\d{4}|BV\d{4}|AU\d{4}|AAV\d{4}|TAAV\d{4}|TDAAV\d{4}|CATAEU\d{4}|CATEAAV\d{4}|CATBV\d*|DENS\w*|NB_COM|LIB_?\w+|STATUT_\d{4})$/i

/** No measure in these tables: only codes and labels, or the populations of the members. */
function sourceOf(sheet: Sheet): RowsSource | null {
  if (hasColumns(sheet, EPCI_SIREN, /^(?:insee|siren[_ ]membre|insee[_ ]membre|(?:code )?insee)$/i)) {
    return { sheet, dataset: 'dgcl_epci', level: 'epci', required: EPCI_SIREN }
  }
  if (hasColumns(sheet, EPCI_SIREN, /^(?:nom_complet|raison_sociale|nom du groupement)$/i, LEGAL_FORM)) {
    return { sheet, dataset: 'dgcl_epci_liste', level: 'epci', required: EPCI_SIREN }
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
    sheet.header.columns.every((name) => MEMBERSHIP.test(name))
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
  if (isEpciList) return { sheet, dataset: 'appartenance_epci', level: 'epci', required: /^EPCI$/i }
  return zonesOf(sheet)
}

/** The list of the zones of a zoning (`ZE2020`, `AAV2020`, `UU2020`…), beside the list of its communes. */
function zonesOf(sheet: Sheet): RowsSource | null {
  const zone = sheet.header.columns.find((name) => /^(?:ZE|AAV|UU|BV|AU)\d{4}$/i.test(name))
  const isList =
    zone !== undefined &&
    hasColumns(sheet, new RegExp(`^LIB${zone}$`, 'i')) &&
    sheet.header.columns.every((name) => MEMBERSHIP.test(name))
  const level = zone ? niveauOfName(zone) : null
  return isList && level
    ? { sheet, dataset: `appartenance_${zone.toLowerCase()}`, level, required: new RegExp(`^${zone}$`, 'i') }
    : null
}
