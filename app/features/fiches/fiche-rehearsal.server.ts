import { InvalidInput } from '#app/lib/errors.ts'
import { parseInput } from '#app/lib/form-values.ts'
import { type Cell, plainName, type ReportLine, type Row } from '#app/lib/tables/index.ts'
import { type Change, changesBetween } from '#app/platform/journal.server.ts'
import { ficheFields } from './fiche.fields.ts'
import { contradictions } from './fiche.rules.ts'
import { emptyFiche, type FicheRecord, ficheRecord } from './fiche.schema.ts'
import { type FieldKey, fieldKeys, fromCell } from './fiche-cells.ts'
import type { References } from './fiche-references.ts'

/** Which column of the file feeds each field. */
export type Mapping = Partial<Record<FieldKey, number>>

const otherNames: Partial<Record<FieldKey, ReadonlyArray<string>>> = {
  code: ['numéro', 'n°', 'référence', 'id'],
  titre: ['intitulé', 'nom de l’action', 'action', 'nom'],
  resume: ['description', 'présentation'],
  axeId: ['axe'],
  themeIds: ['thèmes', 'thème'],
  porteurId: ['structure porteuse', 'pilote', 'maître d’ouvrage'],
  operateurIds: ['opérateur'],
  partenaireIds: ['partenaire'],
  financeurIds: ['financeur'],
  communeCodes: ['commune', 'communes concernées'],
  qpvCodes: ['qpv', 'quartiers', 'quartier'],
  publicVise: ['public', 'public cible'],
  beneficiairesPrevus: ['bénéficiaires', 'nombre de bénéficiaires'],
  budgetCentimes: ['budget', 'budget prévisionnel', 'coût total', 'montant'],
  debut: ['date de début', 'commence le'],
  fin: ['date de fin'],
  gestionDirecte: ['gestion directe'],
  lecons: ['bilan'],
}

/** The columns whose name says a field; a column is used once, a field too. */
export function guessMapping(columns: ReadonlyArray<string>): Mapping {
  const mapping: Mapping = {}
  const plain = columns.map(plainName)
  for (const key of fieldKeys) {
    const names = [ficheFields[key].label, key, ...(otherNames[key] ?? [])].map(plainName)
    const at = names.map((name) => plain.indexOf(name)).find((index) => index >= 0)
    if (at !== undefined && !Object.values(mapping).includes(at)) mapping[key] = at
  }
  return mapping
}

export interface KnownFiche extends FicheRecord {
  id: string
  version: number
  archived: boolean
}

export interface ImportLine {
  line: number
  code: string
  titre: string
  kind: 'nouvelle' | 'modifiee' | 'reprise' | 'identique'
  known: KnownFiche | null
  /** The whole record for a new one; only what changes for a known one. */
  values: Partial<FicheRecord>
  changes: Record<string, Change>
}

export interface Rehearsal {
  lines: ImportLine[]
  errors: ReportLine[]
}

export interface Import {
  columns: ReadonlyArray<string>
  mapping: Mapping
  references: References
  /** The fiches of the territory by code, archived ones included. */
  known: ReadonlyMap<string, KnownFiche>
}

/** Reads every row without writing anything: what would be created, changed, left, and every cell that is wrong. */
export function rehearse(rows: ReadonlyArray<Row>, given: Import): Rehearsal {
  const done: Rehearsal = { lines: [], errors: [] }
  const seen = new Map<string, number>()
  for (const row of rows) {
    if (row.cells.every((cell) => cell === null || cell === '')) continue
    const line = readRow(row, given, done.errors)
    if (!line) continue
    const before = line.code ? seen.get(line.code) : undefined
    if (before !== undefined)
      done.errors.push(error(row, columnOf('code', given), `Le code ${line.code} est déjà ligne ${before}.`))
    else {
      if (line.code) seen.set(line.code, row.line)
      done.lines.push(line)
    }
  }
  return done
}

function readRow(row: Row, given: Import, errors: ReportLine[]): ImportLine | null {
  const raw = readCells(row, given, errors)
  if (!raw) return null
  const code = typeof raw.code === 'string' ? raw.code : ''
  const known = given.known.get(code) ?? null
  const base: FicheRecord = known ?? { ...emptyFiche, etat: 'idee', motifEtat: '', exemple: false }
  try {
    const values = parseInput(ficheRecord, { ...pick(base), ...raw })
    const wrong = contradictions(values)
    for (const { field, sentence } of wrong) errors.push(error(row, columnOf(field, given), sentence))
    if (known && values.etat !== known.etat)
      errors.push(
        error(
          row,
          columnOf('etat', given),
          'L’état d’une fiche qui existe ne se change pas par un import : passez par la fiche.',
        ),
      )
    if (wrong.length > 0 || (known && values.etat !== known.etat)) return null
    return lineOf(row, known, values)
  } catch (thrown) {
    if (!(thrown instanceof InvalidInput)) throw thrown
    for (const [field, sentences] of Object.entries(thrown.fieldErrors))
      errors.push(error(row, isFieldKey(field) ? columnOf(field, given) : null, sentences.join(' ')))
    return null
  }
}

function readCells(row: Row, given: Import, errors: ReportLine[]): Partial<Record<FieldKey, unknown>> | null {
  const raw: Partial<Record<FieldKey, unknown>> = {}
  let isRight = true
  for (const [key, at] of Object.entries(given.mapping)) {
    if (!isFieldKey(key)) continue
    const cell: Cell | undefined = row.cells[at]
    const found = fromCell(key, cell, given.references)
    if (found.ok) {
      if (found.value !== undefined) raw[key] = found.value
    } else {
      isRight = false
      errors.push(error(row, columnOf(key, given), found.reason))
    }
  }
  return isRight ? raw : null
}

function lineOf(row: Row, known: KnownFiche | null, values: FicheRecord): ImportLine {
  const { code, titre } = values
  if (!known) return { line: row.line, code, titre, kind: 'nouvelle', known, values, changes: {} }
  const changes = changesBetween(fieldKeys, known, values)
  const changed = Object.fromEntries(
    Object.keys(changes)
      .filter(isFieldKey)
      .map((key) => [key, values[key]]),
  )
  const kind = known.archived ? 'reprise' : Object.keys(changes).length > 0 ? 'modifiee' : 'identique'
  return { line: row.line, code, titre, kind, known, values: changed, changes }
}

function pick(record: FicheRecord): FicheRecord {
  return Object.fromEntries(fieldKeys.map((key) => [key, record[key]])) as unknown as FicheRecord // exactly its keys
}

function isFieldKey(key: string): key is FieldKey {
  return key in ficheFields
}

function columnOf(key: FieldKey, given: Import): string | null {
  const at = given.mapping[key]
  return at === undefined ? ficheFields[key].label : (given.columns[at] ?? null)
}

function error(row: Row, column: string | null, message: string): ReportLine {
  return { line: row.line, column, code: 'cellule', message }
}
