import type { Tx } from '#app/db/connection.server.ts'
import { listCommuneChoices } from '#app/features/territoires/index.server.ts'
import { Forbidden, InvalidInput } from '#app/lib/errors.ts'
import { parseInput } from '#app/lib/form-values.ts'
import { cellText, plainName, type ReportLine, type Row } from '#app/lib/tables/index.ts'
import { matchKey } from '#app/lib/text.ts'
import { changesBetween } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import type { SpreadsheetRead } from '#app/platform/spreadsheet.server.ts'
import { organisationFields } from './organisation.fields.ts'
import { cleanIdentifiers, personalNumberIn, remarksOn } from './organisation.rules.ts'
import { type OrganisationInput, organisationInput } from './organisation.schema.ts'
import { communeKey, type FieldKey, fieldKeys, fromCell, ID_COLUMN } from './organisation-cells.ts'
import { createOrganisation, updateOrganisation } from './organisations.commands.server.ts'
import { listKnown, type StoredOrganisation } from './organisations.queries.server.ts'

export interface ImportLine {
  line: number
  nom: string
  kind: 'nouvelle' | 'modifiee' | 'identique'
  known: StoredOrganisation | null
  values: OrganisationInput
  /** Labels of the fields that change. */
  changed: string[]
}

export interface Rehearsal {
  lines: ImportLine[]
  errors: ReportLine[]
  /** Doubtful numbers: kept, and said. */
  doubts: ReportLine[]
  /** Columns of the file that no field takes. */
  ignored: string[]
  flags: ReportLine[]
}

const otherNames: Partial<Record<FieldKey, ReadonlyArray<string>>> = {
  nom: ['raison sociale', 'dénomination', 'organisation', 'structure', 'libellé'],
  nature: ['type', 'catégorie'],
  siret: ['numéro siret', 'n° siret'],
  siren: ['numéro siren', 'n° siren'],
  rna: ['rna', 'numéro rna', 'n° rna'],
  communeCode: ['commune', 'code commune', 'code insee'],
  courriel: ['courriel', 'email', 'e-mail', 'mail'],
  telephone: ['tél', 'tel'],
  siteWeb: ['site web', 'site internet', 'url'],
  debut: ['début', 'depuis'],
  fin: ['fin', 'jusqu’au'],
}

interface Context {
  columns: ReadonlyArray<string>
  mapping: Map<FieldKey, number>
  idAt: number
  communes: ReadonlyMap<string, string>
  known: ReadonlyArray<StoredOrganisation>
  found: Rehearsal
  seen: Map<string, number>
}

const blank: OrganisationInput = {
  nom: '',
  sigle: null,
  nature: 'autre',
  siret: null,
  siren: null,
  rna: null,
  communeCode: null,
  adresse: null,
  courriel: null,
  telephone: null,
  siteWeb: null,
  debut: null,
  fin: null,
}

/** What a file would do to the directory: created, changed, left, and every cell that is wrong. Writes nothing. */
export async function rehearse(tx: Tx, actor: Actor, table: SpreadsheetRead): Promise<Rehearsal> {
  if (!can(actor, 'organisations.modifier')) throw new Forbidden()
  const choices = await listCommuneChoices(tx)
  const communes = new Map(
    choices.flatMap(({ value, label }) => [value, label].map((text) => [communeKey(text), value])),
  )
  const { mapping, idAt, ignored } = mapColumns(table.columns)
  const found: Rehearsal = { lines: [], errors: [], doubts: [], ignored, flags: table.flags }
  const known = await listKnown(tx, actor)
  const context = { columns: table.columns, mapping, idAt, communes, known, found, seen: new Map() }
  if (!mapping.has('nom')) {
    const message = 'Aucune colonne ne donne le nom : appelez-la « Nom » dans la ligne d’en-têtes.'
    found.errors.push({ line: null, column: null, code: 'colonne', message })
    return found
  }
  for (const row of table.rows) if (row.cells.some((cell) => cellText(cell) !== '')) readRow(row, context)
  return found
}

/** Writes what a rehearsal without error showed, in the transaction given: all, or nothing. @returns how many of each */
export async function confirm(tx: Tx, actor: Actor, { lines }: Rehearsal) {
  const written = { creees: 0, modifiees: 0 }
  for (const { kind, known, values } of lines) {
    if (kind === 'nouvelle') {
      await createOrganisation(tx, actor, values)
      written.creees += 1
    } else if (kind === 'modifiee' && known) {
      await updateOrganisation(tx, actor, known.id, { version: known.version, input: values })
      written.modifiees += 1
    }
  }
  return written
}

function mapColumns(columns: ReadonlyArray<string>) {
  const plain = columns.map(plainName)
  const mapping = new Map<FieldKey, number>()
  const taken = new Set<number>([plain.indexOf(plainName(ID_COLUMN))])
  for (const key of fieldKeys) {
    const names = [organisationFields[key].label, key, ...(otherNames[key] ?? [])].map(plainName)
    const at = names.map((name) => plain.indexOf(name)).find((rank) => rank >= 0 && !taken.has(rank))
    if (at === undefined) continue
    mapping.set(key, at)
    taken.add(at)
  }
  const ignored = columns.filter((_, rank) => !taken.has(rank))
  return { mapping, idAt: plain.indexOf(plainName(ID_COLUMN)), ignored }
}

function readRow(row: Row, context: Context): void {
  const { found, mapping, seen } = context
  const raw: Partial<Record<FieldKey, unknown>> = {}
  const before = found.errors.length
  for (const [key, at] of mapping) {
    const reading = fromCell(key, row.cells[at], context.communes)
    if (reading.ok) raw[key] = reading.value
    else found.errors.push(remark(row, context, key, reading.reason))
  }
  if (found.errors.length > before) return
  const known = findKnown(row, raw, context)
  if (known === 'refusee') return
  const values = parsed(row, context, { ...pick(known ?? blank), ...raw })
  if (!values) return
  const twin = known?.id ?? `${values.siret ?? ''} ${matchKey(values.nom)}`
  const first = seen.get(twin)
  if (first !== undefined) {
    found.errors.push(remark(row, context, 'nom', `Cette organisation est déjà ligne ${first}.`))
    return
  }
  seen.set(twin, row.line)
  for (const { field, sentence } of remarksOn(values))
    found.doubts.push(remark(row, context, field, sentence))
  const changed = known ? Object.keys(changesBetween(fieldKeys, known, values)) : []
  const kind = !known ? 'nouvelle' : changed.length > 0 ? 'modifiee' : 'identique'
  const labels = fieldKeys.filter((key) => changed.includes(key)).map((key) => organisationFields[key].label)
  found.lines.push({ line: row.line, nom: values.nom, kind, known, values, changed: labels })
}

function parsed(row: Row, context: Context, raw: Record<string, unknown>): OrganisationInput | null {
  const { errors } = context.found
  try {
    const values = cleanIdentifiers(parseInput(organisationInput, raw))
    const isBackwards = values.debut && values.fin && values.fin <= values.debut
    if (isBackwards) errors.push(remark(row, context, 'fin', 'La fin doit être après le début.'))
    const isPersonal = personalNumberIn(values)
    if (isPersonal)
      errors.push(
        remark(row, context, 'siret', 'Ce numéro ressemble à un numéro de sécurité sociale : retirez-le.'),
      )
    return isBackwards || isPersonal ? null : values
  } catch (thrown) {
    if (!(thrown instanceof InvalidInput)) throw thrown
    for (const [field, sentences] of Object.entries(thrown.fieldErrors)) {
      const key = fieldKeys.find((its) => its === field) ?? 'nom'
      errors.push(remark(row, context, key, sentences.join(' ')))
    }
    return null
  }
}

/** By its identifier, else its SIRET, its RNA, its very name: the first that finds one and only one. */
function findKnown(row: Row, raw: Partial<Record<FieldKey, unknown>>, context: Context) {
  const id = context.idAt >= 0 ? cellText(row.cells[context.idAt]) : ''
  if (id) {
    const byId = context.known.find((its) => its.id === id)
    if (byId) return byId
    const message =
      'Cet identifiant n’est pas dans l’annuaire de ce territoire : videz la cellule pour créer l’organisation.'
    context.found.errors.push({ line: row.line, column: ID_COLUMN, code: 'cellule', message })
    return 'refusee'
  }
  const { siret, rna } = cleanIdentifiers({ siret: textOrNull(raw.siret), rna: textOrNull(raw.rna) })
  const name = matchKey(String(raw.nom ?? ''))
  const ways = [
    (its: StoredOrganisation) => !!siret && its.siret === siret,
    (its: StoredOrganisation) => !!rna && its.rna === rna,
    (its: StoredOrganisation) => name !== '' && matchKey(its.nom) === name && !(siret && its.siret),
  ]
  for (const isIt of ways) {
    const [only, ...others] = context.known.filter(isIt)
    if (only && others.length === 0) return only
  }
  return null
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function pick(record: OrganisationInput): Record<string, unknown> {
  return Object.fromEntries(fieldKeys.map((key) => [key, record[key]]))
}

function remark(row: Row, context: Context, key: FieldKey, message: string): ReportLine {
  const at = context.mapping.get(key)
  const column = at === undefined ? organisationFields[key].label : (context.columns[at] ?? null)
  return { line: row.line, column, code: 'cellule', message }
}
