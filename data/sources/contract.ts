import type { Header, OpenedFile, ReportLine, Row, Table } from '#app/lib/tables/index.ts'
import type { CodeOutcome, Niveau } from './niveaux.ts'
import type { Statut } from './statuts.ts'

/** What a number measures, apart from the place it is about. */
export interface SerieFacts {
  /** `dataset/variable`, as the source names it. */
  indicator: string
  periode: string
  unit: string | null
  label: string | null
  sexe: string | null
  age: string | null
  /** Other breakdowns of the source, by name of dimension. */
  modalites: Record<string, string>
}

/** A table of the file with its header found and its first rows at hand. */
export interface Sheet {
  table: Table
  header: Header
  /** First rows under the header. */
  sample: Row[]
}

/** Where the place of a row is written. Columns are positions; several are joined (department then commune). */
export interface CodeRole {
  columns: number[]
  /** Column that names the level of the row, when the table mixes levels. */
  levelColumn: number | null
  read: (code: string, level: string | null) => CodeOutcome
}

interface PartBase {
  sheet: Sheet
  code: CodeRole
  /** Geography year (COG) of the codes when the source says it; a QPV says its own generation. */
  geographie: string | null
  /** A table made by anyone: `1,500` may be one and a half or fifteen hundred, and the person must say. */
  isHomemade?: boolean
}

/** One row per place, one column per variable. */
export interface WidePart extends PartBase {
  shape: 'large'
  values: Array<{ column: number; serie: SerieFacts }>
  /** The status of empty cells when the source gives them a meaning. */
  emptyStatut?: Statut
}

/** One row per place and combination of keys, one or several columns of values. */
export interface LongPart extends PartBase {
  shape: 'long'
  keys: number[]
  values: number[]
  /** One series per value column, or the reason why rows with these keys are left aside. */
  describe: (keys: string[]) => Array<SerieFacts | null> | { aside: string }
  /** Columns that say what the value is (confidentiality, quality), and the status their texts stand for together. */
  statut?: { columns: number[]; read: (texts: string[]) => Statut | null }
}

/** Individual objects counted by place and kind; `weight` is the column to add up instead of counting rows. */
export interface CountPart extends PartBase {
  shape: 'comptage'
  keys: number[]
  weight: number | null
  describe: (keys: string[]) => SerieFacts | { aside: string }
  /** Levels counted, each with the column of its codes. */
  alsoAt: CodeRole[]
}

/** Rows kept as they are: nomenclatures, memberships, structures and services. */
export interface RowsPart {
  shape: 'lignes'
  sheet: Sheet
  dataset: string
  columns: Array<{ column: number; name: string }>
  level: Niveau
  /** Rows without this column filled are left aside, with a line in the report. */
  required: number | null
}

export type Part = WidePart | LongPart | CountPart | RowsPart

/** What a format understood of a file. */
export interface Plan {
  format: string
  dataset: string
  producer: string
  licence: string
  millesime: string | null
  parts: Part[]
  flags: ReportLine[]
  /** For data that another feature keeps (subsidies…): does it, or only checks it. `parts` is then empty. */
  elsewhere?: (facts: FactsElsewhere) => Promise<KeptElsewhere>
}

export interface FactsElsewhere {
  dryRun: boolean
  /** Slug of the territory the data are for. */
  territoire: string | null
  /** How a comma before three digits is read, when the person said it. */
  comma: 'decimale' | 'milliers' | null
}

export interface KeptElsewhere {
  import: string | null
  millesime?: string | null
  rowsRead: number
  rowsKept: number
  observations: number
  byStatus: Partial<Record<Statut, number>>
  flags: ReportLine[]
}

export interface FormatContext {
  opened: OpenedFile
  sheets: Sheet[]
  /** Year given by the person, when the file does not say it. */
  millesime: string | null
}

/** A data set the observatory knows how to read. `recognise` answers null when the content is something else. */
export interface Format {
  id: string
  label: string
  recognise: (context: FormatContext) => Plan | null | Promise<Plan | null>
}

/** Position of the first column whose name matches, or -1. */
export function columnOf(sheet: Sheet, name: RegExp): number {
  return sheet.header.columns.findIndex((column) => name.test(column))
}

/** True when every name is found among the columns. */
export function hasColumns(sheet: Sheet, ...names: RegExp[]): boolean {
  return names.every((name) => columnOf(sheet, name) >= 0)
}

/** A series without breakdown. */
export function plainSerie(indicator: string, periode: string, more: Partial<SerieFacts> = {}): SerieFacts {
  return { indicator, periode, unit: null, label: null, sexe: null, age: null, modalites: {}, ...more }
}

/** A remark about the file as a whole, or about one of its columns. */
export function remark(code: string, message: string, column: string | null = null): ReportLine {
  return { line: null, column, code, message }
}

export const LICENCE_OUVERTE = 'Licence Ouverte 2.0'
