import { cellText } from '#app/lib/tables/index.ts'
import { type Format, type FormatContext, hasColumns, type Plan, type Sheet } from '#data/sources/contract.ts'
import type { Niveau } from '#data/sources/niveaux.ts'
import { rowsPlan } from '../rows.ts'

interface CogTable {
  name: string
  level: Niveau
  columns: RegExp[]
  required: RegExp
}

/** The files of the official geographic code, told by their columns, whatever their year, case and separator. */
const TABLES: CogTable[] = [
  {
    name: 'cog_mouvements',
    level: 'commune',
    columns: [/^mod$/i, /^date_eff$/i, /^com_av$/i, /^com_ap$/i],
    // A commune may be born of none: a movement always has its kind.
    required: /^mod$/i,
  },
  {
    name: 'cog_communes',
    level: 'commune',
    columns: [/^typecom$/i, /^com$/i, /^libelle$/i],
    required: /^com$/i,
  },
  {
    name: 'cog_communes',
    level: 'commune',
    columns: [/^dep$/i, /^com$/i, /^tncc$/i, /^nccenr$/i],
    required: /^com$/i,
  },
  {
    name: 'cog_communes_depuis_1943',
    level: 'commune',
    columns: [/^com$/i, /^ncc$/i, /^date_debut$/i, /^date_fin$/i],
    required: /^com$/i,
  },
  {
    name: 'cog_passage',
    level: 'commune',
    columns: [/^codgeo_(?:ini|\d{4})$/i, /^codgeo_\d{4}$/i],
    required: /^codgeo_\d{4}$/i,
  },
  { name: 'cog_cantons', level: 'canton', columns: [/^can(?:ton)?$/i, /^burcentral$/i], required: /^can/i },
  {
    name: 'cog_arrondissements',
    level: 'arrondissement',
    columns: [/^arr$/i, /^cheflieu$/i],
    required: /^arr$/i,
  },
  {
    name: 'cog_departements',
    level: 'departement',
    columns: [/^dep$/i, /^cheflieu$/i, /^tncc$/i],
    required: /^dep$/i,
  },
  {
    name: 'cog_regions',
    level: 'region',
    columns: [/^(?:reg|region)$/i, /^cheflieu$/i, /^tncc$/i],
    required: /^reg/i,
  },
  { name: 'cog_pays', level: 'france', columns: [/^cog$/i, /^libcog$/i], required: /^cog$/i },
]

export const cog: Format = {
  id: 'cog',
  label: 'Code officiel géographique : communes, mouvements, cantons, départements, régions',
  recognise: ({ opened, sheets, millesime }: FormatContext): Plan | null => {
    const found = sheets.flatMap((sheet) => {
      const table = TABLES.find(({ columns }) => hasColumns(sheet, ...columns))
      return table ? [{ sheet, table }] : []
    })
    if (found.length === 0 || found.length < sheets.length / 2) return null
    const sources = found.map(({ sheet, table }, at) => {
      const twins = found.slice(0, at).filter((other) => other.table.name === table.name).length
      const dataset = twins === 0 ? table.name : `${table.name}_${twins + 1}`
      return { sheet, dataset, level: table.level, required: table.required }
    })
    const year = millesime ?? lastYearIn(opened.name) ?? lastYearIn(found[0]?.sheet.table.file ?? '')
    return rowsPlan(sources, {
      format: found.every(({ table }) => table.name === 'cog_mouvements') ? 'cog-mouvements' : 'cog',
      dataset: 'cog',
      producer: 'Insee, code officiel géographique',
      millesime: year,
      remarks: found.flatMap(({ sheet }) => remarksOf(sheet)),
    })
  },
}

/** The latest year of a name: `geo2003_geo2024` leads to 2024. `depuis_1943` says where the history begins. */
function lastYearIn(name: string): string | null {
  const years = name
    .replace(/depuis_?\d{4}/i, '')
    .match(/(?<!\d)(?:19|20)\d{2}(?!\d)|(?<=\D\d{4})20\d{2}(?!\d)/g)
  return years?.sort().at(-1) ?? null
}

function remarksOf(sheet: Sheet): Array<[string, string]> {
  const remarks: Array<[string, string]> = []
  const cells = sheet.sample.flatMap((row) => row.cells.map(cellText))
  if (cells.some((text) => /^\d{2}\/\d{2}\/\d{2}$/.test(text))) {
    remarks.push([
      'annees-a-deux-chiffres',
      `${sheet.table.name} écrit les années sur deux chiffres : elles sont gardées telles quelles.`,
    ])
  }
  if (cells.some((text) => text === '#N/D')) {
    remarks.push([
      'erreur-de-tableur',
      `${sheet.table.name} contient des erreurs de tableur (#N/D), publiées ainsi : elles sont gardées telles quelles.`,
    ])
  }
  if (hasColumns(sheet, /^typecom$/i)) {
    remarks.push([
      'types-de-commune',
      `${sheet.table.name} mêle communes (COM), communes déléguées ou associées (COMD, COMA) et arrondissements (ARM) : la colonne TYPECOM les distingue.`,
    ])
  }
  return remarks
}
