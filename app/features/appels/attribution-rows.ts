import { checkRna, rnaFlagSentences } from '#app/lib/rna.ts'
import { checkSiren, checkSiret, identifierFlagSentences } from '#app/lib/siret.ts'
import { cellText, type ReportLine, type Row } from '#app/lib/tables/index.ts'
import type { Attribution, refusalCodes } from './attribution.schema.ts'
import type { AttributionColumn } from './attribution-aliases.ts'
import {
  type AmountColumn,
  type DayReading,
  isFiller,
  type Reading,
  readAmount,
  readDay,
  readNature,
  readPeriod,
  readShare,
  readText,
  readYear,
  readYesNo,
  short,
} from './attribution-cells.ts'
import { type FoundHeader, headerKey } from './attribution-headers.ts'

/** What the reading of a row needs to know of its file. */
export interface RowContext {
  header: FoundHeader
  /** How the amounts of each column are written. */
  amounts: Map<AttributionColumn, AmountColumn>
  /** Sum of the rows kept so far: an unnamed row that holds it is a total. */
  sum: () => number
  add: (flag: ReportLine) => void
}

type RefusalCode = keyof typeof refusalCodes

/** Reads one row: the attribution it makes, or null when it was refused, its reason said. */
export function readAttribution(row: Row, context: RowContext): Attribution | null {
  const cells = cellsOf(row, context)
  const amount = totalAmount(cells)
  const refusal = refusalOf(row, cells, { amount, context })
  if (refusal) {
    const column = refusal.column ? cells.header(refusal.column) : null
    context.add({ line: row.line, column, code: refusal.code, message: refusal.message })
    return null
  }
  if (receiverOf(cells) === undefined)
    cells.say(
      'nomBeneficiaire',
      'beneficiaire-absent',
      'Le bénéficiaire n’est pas dit : la ligne est gardée sans lui.',
    )
  if (amount.value !== null && amount.code && amount.message)
    cells.say('montant', amount.code, amount.message)
  return build(cells, amount.value)
}

interface RowRefusal {
  code: RefusalCode
  message: string
  column?: AttributionColumn
}

function refusalOf(
  row: Row,
  cells: Cells,
  { amount, context }: { amount: Reading<number | null>; context: RowContext },
): RowRefusal | null {
  if (isRepeatedHeader(row, context.header))
    return { code: 'refus-entete', message: 'Cette ligne répète les en-têtes.' }
  if (isTotal(row, cells, amount.value !== null)) {
    const message = 'C’est une ligne de total : elle ferait compter deux fois les mêmes montants.'
    return { code: 'refus-total', message }
  }
  const code = receiverOf(cells) === undefined ? withoutReceiver(cells, amount.value, context) : null
  if (code) return { code, message: withoutReceiverSentences[code] }
  if (amount.value !== null || isInKind(cells)) return null
  if (cells.raw('horsSubvention') !== '' && amount.code !== 'montant-illisible') {
    return {
      code: 'refus-hors-subvention',
      message: 'Cette ligne porte une garantie ou un prêt, pas une subvention.',
    }
  }
  const why = amount.message ?? 'Le montant est vide.'
  return { code: 'refus-montant', message: `${why} La ligne n’est pas gardée.`, column: 'montant' }
}

function receiverOf(cells: Cells): string | undefined {
  const named = [cells.text('nomBeneficiaire'), cells.raw('idBeneficiaire'), cells.raw('rnaBeneficiaire')]
  return named.find((its) => its !== '')
}

function isInKind(cells: Cells): boolean {
  const text = cells.raw('montantNature')
  return text !== '' && !/^0+(?:[.,]0+)?\s*€?$/.test(text)
}

const withoutReceiverSentences = {
  'refus-gabarit': 'Ni bénéficiaire ni montant : la ligne n’est pas gardée.',
  'refus-total': 'Sans bénéficiaire, et son montant est la somme des lignes qui précèdent : c’est un total.',
  'refus-beneficiaire': 'Un montant sans bénéficiaire ni décision : la ligne n’est pas gardée.',
} as const

/** Why a row that names nobody is not kept; null when it tells enough of a decision to be kept all the same. */
function withoutReceiver(
  cells: Cells,
  amount: number | null,
  context: RowContext,
): keyof typeof withoutReceiverSentences | null {
  if (amount === null) return 'refus-gabarit'
  if (amount !== 0 && amount === context.sum()) return 'refus-total'
  const tells: AttributionColumn[] = ['objet', 'referenceDecision', 'dateConvention']
  return tells.some((column) => cells.text(column) !== '') ? null : 'refus-beneficiaire'
}

/** A text on how the money is paid, found in the column of the nature when the row lost a cell. */
const isPayment = (text: string): boolean =>
  text.length > 12 && /pai?e?ment|versement|avance|acompte|solde/i.test(text)

interface Cells {
  raw: (column: AttributionColumn) => string
  text: (column: AttributionColumn) => string
  read: <Value>(column: AttributionColumn, reader: (cell: Row['cells'][number]) => Reading<Value>) => Value
  amount: (column: AttributionColumn) => Reading<number | null> | null
  header: (column: AttributionColumn) => string | null
  say: (column: AttributionColumn, code: string, message: string) => void
  others: () => Record<string, string>
  line: number
}

function cellsOf(row: Row, { header, amounts, add }: RowContext): Cells {
  const cell = (column: AttributionColumn) => {
    const at = header.at.get(column)
    return at === undefined ? null : (row.cells[at] ?? null)
  }
  const headerOf = (column: AttributionColumn): string | null =>
    header.columns[header.at.get(column) ?? -1] ?? null
  const say = (column: AttributionColumn, code: string, message: string): void =>
    add({ line: row.line, column: headerOf(column), code, message })
  return {
    line: row.line,
    header: headerOf,
    say,
    raw: (column) => cellText(cell(column)),
    text: (column) => readText(cell(column)).replace(/\s+/g, ' '),
    read: (column, reader) => {
      const { value, code, message } = reader(cell(column))
      if (code && message) say(column, code, message)
      return value
    },
    amount: (column) => {
      const style = amounts.get(column)
      return style && header.at.has(column) ? readAmount(cell(column), style) : null
    },
    others: () =>
      Object.fromEntries(
        header.others
          .map((at) => [header.columns[at] ?? '', cellText(row.cells[at])] as const)
          .filter(([, text]) => text !== '' && !isFiller(text)),
      ),
  }
}

/** The amount, or what was given for running costs and for equipment added up. */
function totalAmount(cells: Cells): Reading<number | null> {
  const whole = cells.amount('montant')
  if (whole && whole.code !== 'montant-absent') return whole
  const parts = [cells.amount('montantFonctionnement'), cells.amount('montantInvestissement')].filter(
    (part) => part !== null,
  )
  const unreadable = parts.find((part) => part.code === 'montant-illisible')
  if (unreadable) return unreadable
  const known = parts.flatMap((part) => (part.value === null ? [] : [part.value]))
  if (known.length > 0) return { value: known.reduce((sum, part) => sum + part, 0) }
  return whole ?? parts[0] ?? { value: null, code: 'montant-absent', message: 'Le montant est vide.' }
}

/** Money, things, or both; a text on the payment found there is given back for the conditions. */
function natureOf(cells: Cells, montant: number | null): { nature: Attribution['nature']; paiement: string } {
  const isShifted = isPayment(cells.raw('nature')) && cells.raw('conditionsVersement') === ''
  if (isShifted) {
    const message = 'La nature porte les modalités de paiement : elles sont lues comme telles.'
    cells.say('nature', 'colonnes-decalees', message)
  }
  const said = isShifted ? null : cells.read('nature', readNature)
  const withThings = montant === null ? 'nature' : 'numeraire_et_nature'
  return { nature: isInKind(cells) ? withThings : said, paiement: isShifted ? cells.text('nature') : '' }
}

function build(cells: Cells, montantCentimes: number | null): Attribution {
  const { nature, paiement } = natureOf(cells, montantCentimes)
  const day = cells.read('dateConvention', readDay)
  const attribuant = readIdentifier(cells, 'idAttribuant')
  const beneficiaire = readIdentifier(cells, 'idBeneficiaire')
  const rna = readRna(cells)
  return {
    ligne: cells.line,
    nomAttribuant: cells.text('nomAttribuant'),
    idAttribuant: attribuant.value,
    idAttribuantBrut: attribuant.raw,
    dateConvention: day.jour,
    dateConventionBrute: cells.text('dateConvention'),
    referenceDecision: cells.text('referenceDecision'),
    nomBeneficiaire: cells.text('nomBeneficiaire'),
    idBeneficiaire: beneficiaire.value,
    idBeneficiaireBrut: beneficiaire.raw,
    rnaBeneficiaire: rna.value,
    rnaBeneficiaireBrut: rna.raw,
    objet: cells.text('objet'),
    montantCentimes,
    nature,
    conditionsVersement: cells.text('conditionsVersement') || paiement,
    ...versement(cells),
    idRae: cells.text('idRae'),
    notificationUe: cells.read('notificationUe', readYesNo),
    part: cells.read('pourcentageSubvention', readShare),
    dispositifAide: cells.text('dispositifAide'),
    annee: anneeOf(cells, day),
    autres: cells.others(),
  }
}

function anneeOf(cells: Cells, day: DayReading): number | null {
  return readYear(cells.raw('annee')) ?? day.annee
}

function versement(cells: Cells): Pick<Attribution, 'versementDebut' | 'versementFin' | 'versementBrut'> {
  const period = cells.read('datesPeriodeVersement', readPeriod)
  const debut = cells.read('versementDebut', readDay).jour
  const fin = cells.read('versementFin', readDay).jour
  return {
    versementDebut: period.debut ?? debut,
    versementFin: period.fin ?? fin ?? debut,
    versementBrut: cells.raw('datesPeriodeVersement'),
  }
}

/** A SIRET, or the SIREN found in its place. A doubtful number is kept as it was written, and flagged. */
function readIdentifier(
  cells: Cells,
  column: 'idAttribuant' | 'idBeneficiaire',
): { value: string | null; raw: string } {
  const raw = cells.text(column)
  if (raw === '') return { value: null, raw }
  const siret = checkSiret(raw)
  if (siret.flags.includes('nir-possible')) {
    cells.say(
      column,
      'siret-nir-possible',
      'Ce numéro ressemble à un numéro de sécurité sociale : il n’est pas gardé.',
    )
    return { value: null, raw: '' }
  }
  const siren = checkSiren(raw)
  if (siren.isValid && !siret.isValid) {
    cells.say(
      column,
      'siret-siren-seul',
      `« ${short(raw)} » est un SIREN, pas un SIRET : il est gardé comme tel.`,
    )
    return { value: siren.normalised, raw }
  }
  for (const flag of siret.flags)
    cells.say(column, `siret-${flag}`, `« ${short(raw)} » : ${identifierFlagSentences[flag]}`)
  return { value: siret.isValid ? siret.normalised : null, raw }
}

function readRna(cells: Cells): { value: string | null; raw: string } {
  const raw = cells.text('rnaBeneficiaire')
  if (raw === '') return { value: null, raw }
  const rna = checkRna(raw)
  for (const flag of rna.flags)
    cells.say('rnaBeneficiaire', `rna-${flag}`, `« ${short(raw)} » : ${rnaFlagSentences[flag]}`)
  return { value: rna.isValid ? rna.normalised : null, raw }
}

const TOTAL = /^(?:sous[- ]?total|totaux|total|somme|ensemble)\b/i

/** A row of total names itself so, and says nothing else than amounts. */
function isTotal(row: Row, cells: Cells, hasAmount: boolean): boolean {
  const named = row.cells.filter((cell) => typeof cell === 'string' && TOTAL.test(cell.trim()))
  if (named.length === 0) return false
  const says: AttributionColumn[] = [
    'idBeneficiaire',
    'rnaBeneficiaire',
    'dateConvention',
    'referenceDecision',
  ]
  if (says.some((column) => cells.text(column) !== '' && !TOTAL.test(cells.text(column)))) return false
  const words = row.cells.filter(
    (cell) => typeof cell === 'string' && /\p{L}{2}/u.test(cell) && !TOTAL.test(cell.trim()),
  )
  return words.length === 0 || (!hasAmount && words.length <= 1)
}

/** A header printed again at the top of each page. */
function isRepeatedHeader(row: Row, header: FoundHeader): boolean {
  const same = header.columns.filter((name, at) => {
    const text = cellText(row.cells[at])
    return text !== '' && headerKey(text) === headerKey(name)
  })
  return same.length >= 3 && same.length >= header.at.size * 0.6
}
