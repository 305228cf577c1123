import { cellText, type Row } from '#app/lib/tables/index.ts'
import {
  type CountPart,
  columnOf,
  type Format,
  type FormatContext,
  hasColumns,
  LICENCE_OUVERTE,
  type Plan,
  plainSerie,
  remark,
  type Sheet,
} from '#data/sources/contract.ts'
import { readLieu } from '#data/sources/niveaux.ts'
import { rowsPart } from '../rows.ts'

/** Names and addresses of persons have no place in a statistical store. */
const PERSONAL = /^(?:courriel|contact_nom_prenom|telephone)$/i

/** data·inclusion structures and services, schemas v0 and v1, whatever carries them. */
export const dataInclusion: Format = {
  id: 'data-inclusion',
  label: 'data·inclusion : structures et services d’insertion (schémas v0 et v1)',
  recognise: ({ sheets }: FormatContext): Plan | null => {
    const found = sheets.flatMap((one) => {
      const kind = kindOf(one)
      return kind ? [{ sheet: withoutIgnored(one), kind }] : []
    })
    const [first] = found
    if (!first) return null
    return {
      format: 'data-inclusion',
      dataset: 'data_inclusion',
      producer: 'data·inclusion (Plateforme de l’inclusion)',
      licence: LICENCE_OUVERTE,
      millesime: versionOf(first.sheet),
      parts: found.flatMap(({ sheet, kind }) => [...counted(sheet, kind), keptRows(sheet, kind)]),
      flags: found.flatMap(({ sheet }) => flagsOf(sheet)),
    }
  },
}

/** Templates mark their example and instruction rows: `__ignore__` TRUE. They describe nobody and are passed over. */
function withoutIgnored(sheet: Sheet): Sheet {
  const column = columnOf(sheet, /^__ignore__$/i)
  if (column < 0) return sheet
  const isKept = (row: Row) =>
    row.line <= sheet.header.line || !/^(?:true|vrai|1|oui)$/i.test(cellText(row.cells[column]))
  const rows = async function* () {
    for await (const row of sheet.table.rows()) if (isKept(row)) yield row
  }
  return { ...sheet, sample: sheet.sample.filter(isKept), table: { ...sheet.table, csv: null, rows } }
}

type Kind = 'structures' | 'services'

function kindOf(sheet: Sheet): Kind | null {
  if (hasColumns(sheet, /^structure_id$/i, /^nom$/i, /^thematiques$/i)) return 'services'
  const isStructure =
    hasColumns(sheet, /^id$/i, /^nom$/i, /^commune$/i) && hasColumns(sheet, /^(?:siret|rna)$/i)
  const isTheirs = hasColumns(
    sheet,
    /^(?:typologie|labels_nationaux|reseaux_porteurs|presentation_resume|accessibilite_lieu|horaires_accueil)$/i,
  )
  return isStructure && isTheirs ? 'structures' : null
}

/** v0 speaks of presentation, types and profils; v1 of description, type and publics. */
function versionOf(sheet: Sheet): string {
  return hasColumns(
    sheet,
    /^(?:presentation_resume|presentation_detail|typologie|types|profils|labels_nationaux|rna)$/i,
  )
    ? 'v0'
    : 'v1'
}

function keptRows(sheet: Sheet, kind: Kind) {
  const part = rowsPart({ sheet, dataset: `data_inclusion_${kind}`, level: 'commune', required: /^id$/i })
  return { ...part, columns: part.columns.filter(({ name }) => !PERSONAL.test(name)) }
}

/** The offer by commune: how many structures or services have their address there. */
function counted(sheet: Sheet, kind: Kind): CountPart[] {
  const code = columnOf(sheet, /^code_insee$/i)
  if (code < 0) return []
  const dates = sheet.sample.map((row) => cellText(row.cells[columnOf(sheet, /^date_maj$/i)]).slice(0, 4))
  const periode =
    dates
      .filter((year) => /^\d{4}$/.test(year))
      .sort()
      .at(-1) ?? 'inconnue'
  return [
    {
      shape: 'comptage',
      sheet,
      geographie: null,
      code: { columns: [code], levelColumn: null, read: (text) => readLieu(text, 'commune') },
      alsoAt: [],
      keys: [],
      weight: null,
      describe: () =>
        plainSerie(`data_inclusion/${kind}`, periode, {
          unit: kind,
          label: `Nombre de ${kind} de l’insertion`,
        }),
    },
  ]
}

function flagsOf(sheet: Sheet) {
  const personal = sheet.header.columns.filter((name) => PERSONAL.test(name))
  const ignored = hasColumns(sheet, /^__ignore__$/i)
    ? [
        remark(
          'lignes-d-exemple',
          'Les lignes marquées « __ignore__ » (exemples, consignes) ne sont pas lues.',
        ),
      ]
    : []
  return [
    ...ignored,
    ...personal.map((name) =>
      remark(
        'donnee-personnelle',
        `La colonne « ${name} » peut désigner une personne : elle n’est pas gardée.`,
        name,
      ),
    ),
  ]
}
