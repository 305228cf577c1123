import { formatEuros, sumCentimes } from '#app/lib/money.ts'
import {
  type Cell,
  cellText,
  oneLine,
  plainName,
  type ReportLine,
  type Row,
  readDate,
} from '#app/lib/tables/index.ts'
import { type CelluleLue, readCellule } from './import-cellule.ts'
import type { Tableau, Usage } from './import-colonnes.ts'
import type { Champ, Sorte, Stade } from './import-mots.ts'

/** Two amounts that are never added up: what a funder gives of each kind of credit. */
export interface Parts {
  droitCommun: number
  specifique: number
}

export interface LigneLue {
  financeur: string
  demande: number | null
  propose: Parts | null
  decide: Parts | null
  mot: CelluleLue['mot']
  commentaire: string
}

export interface ActionLue {
  line: number
  textes: Partial<Record<Champ, string>>
  deposeLe: string | null
  decideLe: string | null
  coutCentimes: number | null
  lignes: LigneLue[]
  /** The row as it was read, by column. */
  cellules: Record<string, string>
}

export interface Lecture {
  actions: ActionLue[]
  remarques: ReportLine[]
  /** Rows with something written in them. */
  lues: number
}

export interface Choix {
  usages: ReadonlyArray<Usage>
  /** How an amount is read when neither its column nor its cell says its kind of credit. */
  sansCredit: Exclude<Sorte, 'cellule'>
}

interface Reading extends Choix {
  tableau: Tableau
  remarques: ReportLine[]
  actions: ActionLue[]
  section: string
  porteur: { nom: string; siret: string }
  /** Sums since the last total, and since the top, by column. */
  partiels: Map<number, number>
  generaux: Map<number, number>
}

/** Reads every row of a programming sheet: an action, a total, a title or a remark. Nothing is dropped unsaid. */
export function readTableau(tableau: Tableau, choix: Choix): Lecture {
  const reading: Reading = {
    ...choix,
    tableau,
    remarques: [],
    actions: [],
    section: '',
    porteur: { nom: '', siret: '' },
    partiels: new Map(),
    generaux: new Map(),
  }
  let lues = 0
  for (const row of tableau.rows) {
    if (row.cells.every((cell) => cellText(cell) === '')) continue
    lues++
    readRow(row, reading)
  }
  return { actions: joined(reading), remarques: reading.remarques, lues }
}

const TOTAL =
  /^(?:sous[ -]?totau?x?l?|totau?x?l?|cumul|récapitulatif|montant total|reste à|enveloppe|solde|disponible|crédits? (?:disponibles?|consommés?))\b/i

type RowKind = 'total' | 'entete' | 'titre' | 'sans-nom' | 'action'

function readRow(row: Row, reading: Reading): void {
  const textes = textsOf(row, reading)
  const first = row.cells.map(cellText).find(Boolean) ?? ''
  const kind = kindOf(row, reading, { textes, first })
  if (kind === 'total') readTotal(row, reading, first)
  else if (kind === 'entete') say(reading, row, 'entete-repetee', 'En-tête répété : ligne passée.')
  else if (kind === 'titre') readTitle(row, reading, first)
  else if (kind === 'sans-nom') readUnnamed(row, reading)
  else readAction(row, reading, textes)
}

function kindOf(
  row: Row,
  reading: Reading,
  { textes, first }: { textes: Partial<Record<Champ, string>>; first: string },
): RowKind {
  if ([first, textes.titre ?? '', textes.porteur ?? ''].some((text) => TOTAL.test(text))) return 'total'
  if (isHeaderAgain(row, reading)) return 'entete'
  if (row.cells.filter((cell) => cellText(cell) !== '').length === 1) return 'titre'
  return textes.titre || textes.porteur ? 'action' : 'sans-nom'
}

function say(reading: Reading, { line }: Pick<Row, 'line'>, code: string, message: string): void {
  reading.remarques.push({ line, column: null, code, message })
}

/** The same about one cell. */
function sayOf(
  reading: Reading,
  { line }: Pick<Row, 'line'>,
  at: number,
  its: { code: string; message: string },
): void {
  reading.remarques.push({ line, column: reading.tableau.colonnes[at] ?? null, ...its })
}

function textsOf(row: Row, { usages }: Reading): Partial<Record<Champ, string>> {
  return Object.fromEntries(
    usages.flatMap((usage, at) =>
      usage.kind === 'champ' ? [[usage.champ, oneLine(cellText(row.cells[at]))]] : [],
    ),
  )
}

function isHeaderAgain(row: Row, { tableau }: Reading): boolean {
  const texts = row.cells.map((cell) => plainName(cellText(cell)))
  const same = tableau.colonnes.filter((label, at) => {
    const own = label.split(' · ').at(-1) ?? ''
    return own !== '' && plainName(own) === texts[at]
  })
  return same.length >= 2
}

/** « Axe 1 : emploi » alone on its line names the rows below it. */
function readTitle(row: Row, reading: Reading, text: string): void {
  if (/^[\d\s.,€]+$/.test(text)) {
    say(reading, row, 'ligne-sans-nom', `« ${text} » est seul sur sa ligne : non importé.`)
    return
  }
  reading.section = text
  reading.porteur = { nom: '', siret: '' }
  say(reading, row, 'titre', `« ${text} » est lu comme le titre des lignes qui suivent.`)
}

function readUnnamed(row: Row, reading: Reading): void {
  const sums = amountsOf(row, reading)
  const isSum =
    sums.length > 0 &&
    sums.every(([at, sum]) => near(sum, reading.generaux.get(at)) || near(sum, reading.partiels.get(at)))
  if (isSum) readTotal(row, reading, 'Ligne sans nom')
  else say(reading, row, 'ligne-sans-nom', 'Ni action ni porteur sur cette ligne : non importée.')
}

const near = (one: number, other: number | undefined): boolean =>
  other !== undefined && Math.abs(one - other) < 100

function amountsOf(row: Row, { usages }: Reading): Array<[number, number]> {
  return usages.flatMap((usage, at): Array<[number, number]> => {
    if (usage.kind !== 'montant') return []
    const total = totalOf(readCellule(row.cells[at]))
    return total === null ? [] : [[at, total]]
  })
}

function totalOf({ droitCommun, specifique, sansCredit }: CelluleLue): number | null {
  if (droitCommun === null && specifique === null && sansCredit === null) return null
  return sumCentimes([droitCommun ?? 0, specifique ?? 0, sansCredit ?? 0])
}

/** A total is not imported; it is checked against the rows it adds up. */
function readTotal(row: Row, reading: Reading, first: string): void {
  const name = oneLine(first).slice(0, 60)
  const wrong = amountsOf(row, reading).filter(
    ([at, sum]) => !near(sum, reading.partiels.get(at) ?? 0) && !near(sum, reading.generaux.get(at) ?? 0),
  )
  say(reading, row, 'total', `« ${name} » est un total : non importé.`)
  for (const [at, sum] of wrong) {
    const lu = reading.partiels.get(at) ?? 0
    const message = `Ce total dit ${formatEuros(sum)}, les lignes au-dessus font ${formatEuros(lu)}.`
    sayOf(reading, row, at, { code: 'total-different', message })
  }
  reading.partiels.clear()
}

function readAction(row: Row, reading: Reading, textes: Partial<Record<Champ, string>>): void {
  const porteur = carrierOf(row, reading, textes)
  for (const [at, amount] of amountsOf(row, reading))
    for (const sums of [reading.partiels, reading.generaux]) sums.set(at, (sums.get(at) ?? 0) + amount)
  reading.actions.push({
    line: row.line,
    textes: { ...textes, porteur: porteur.nom, siret: porteur.siret, axe: textes.axe || reading.section },
    deposeLe: dayOf(row, reading, 'deposeLe'),
    decideLe: dayOf(row, reading, 'decideLe'),
    coutCentimes: costOf(row, reading),
    lignes: linesOf(row, reading, textes),
    cellules: cellsOf(row, reading),
  })
}

/** A carrier merged over several rows is only written on the first of them. */
function carrierOf(row: Row, reading: Reading, textes: Partial<Record<Champ, string>>): Reading['porteur'] {
  if (textes.porteur) reading.porteur = { nom: textes.porteur, siret: textes.siret ?? '' }
  else if (reading.porteur.nom !== '')
    say(
      reading,
      row,
      'porteur-repris',
      `Porteur laissé vide : « ${reading.porteur.nom} », écrit au-dessus, est repris.`,
    )
  return reading.porteur
}

function columnOf({ usages }: Reading, champ: Champ): number {
  return usages.findIndex((usage) => usage.kind === 'champ' && usage.champ === champ)
}

function dayOf(row: Row, reading: Reading, champ: 'deposeLe' | 'decideLe'): string | null {
  const at = columnOf(reading, champ)
  if (at < 0 || cellText(row.cells[at]) === '') return null
  const read = readDate(row.cells[at])
  if (read?.precision === 'jour') return read.debut
  const message = `« ${cellText(row.cells[at])} » n’est pas un jour : date laissée vide.`
  sayOf(reading, row, at, { code: 'date', message })
  return null
}

function costOf(row: Row, reading: Reading): number | null {
  const at = columnOf(reading, 'cout')
  return at < 0 ? null : totalOf(remarked(row, reading, at))
}

function cellsOf(row: Row, { tableau }: Reading): Record<string, string> {
  return Object.fromEntries(
    tableau.colonnes.flatMap((label, at) => {
      const text = cellText(row.cells[at])
      return label === '' || text === '' ? [] : [[label, text]]
    }),
  )
}

function remarked(row: Row, reading: Reading, at: number): CelluleLue {
  const cell: Cell | undefined = row.cells[at]
  const read = readCellule(cell)
  for (const remarque of read.remarques) sayOf(reading, row, at, remarque)
  return read
}

function linesOf(row: Row, reading: Reading, textes: Partial<Record<Champ, string>>): LigneLue[] {
  const lines = new Map<string, LigneLue>()
  for (const [at, usage] of reading.usages.entries()) {
    if (usage.kind !== 'montant') continue
    const read = remarked(row, reading, at)
    if (totalOf(read) === null && read.mot === null && read.commentaire === '') continue
    const financeur = usage.financeur || textes.financeur || ''
    if (financeur === '') {
      sayOf(reading, row, at, { code: 'sans-financeur', message: 'Un montant sans financeur : non importé.' })
      continue
    }
    const key = plainName(financeur)
    const sorte = sorteOf(usage, read, textes.credit ?? '', reading)
    if (sorte === null && usage.stade !== 'demande') {
      const words = reading.sansCredit === 'droit_commun' ? 'droit commun' : 'crédits spécifiques'
      sayOf(reading, row, at, {
        code: 'sans-credit',
        message: `Sorte de crédit non dite : lue comme ${words}.`,
      })
    }
    const known = lines.get(key) ?? emptyLine(financeur)
    lines.set(key, withCell(known, usage.stade, read, sorte ?? reading.sansCredit))
  }
  const word = statusWord(textes.statut ?? '')
  return [...lines.values()].map((line) => ({ ...line, mot: line.mot ?? word })).filter(isAsked)
}

const emptyLine = (financeur: string): LigneLue => ({
  financeur,
  demande: null,
  propose: null,
  decide: null,
  mot: null,
  commentaire: '',
})

/** A funder with nothing asked, nothing given and no word is not concerned by the action. */
const isAsked = ({ demande, propose, decide, mot, commentaire }: LigneLue): boolean =>
  [demande, propose?.droitCommun, propose?.specifique, decide?.droitCommun, decide?.specifique].some(
    (its) => (its ?? 0) > 0,
  ) ||
  mot !== null ||
  commentaire !== ''

/** Words of an export of Dauphin, among others. */
function statusWord(statut: string): CelluleLue['mot'] {
  if (/rejet|refus|irrecevable|inéligible|ineligible|UNACCEPTABLE|défavorable/i.test(statut)) return 'refus'
  return /ajourn|SUPPORTED|TRANSMITTED|prise en charge|transmise|en instruction/i.test(statut)
    ? 'attente'
    : null
}

type Kind = Exclude<Sorte, 'cellule'>

/** The kind of credit of what the cell leaves unsaid; null when nothing says it. */
function sorteOf(usage: { sorte: Sorte }, read: CelluleLue, credit: string, reading: Reading): Kind | null {
  if (usage.sorte !== 'cellule') return usage.sorte
  return creditWord(credit) ?? ((read.sansCredit ?? 0) > 0 ? null : reading.sansCredit)
}

function creditWord(text: string): Kind | null {
  if (/droits? communs?|\bdc\b/i.test(text)) return 'droit_commun'
  return /sp[ée]cifique|147|politique de la ville|contrat de ville|cdv/i.test(text) ? 'specifique' : null
}

function withCell(line: LigneLue, stade: Stade, read: CelluleLue, sorte: Kind): LigneLue {
  const commentaire = [line.commentaire, read.commentaire].filter(Boolean).join(' ; ')
  const mot = line.mot ?? read.mot
  const total = totalOf(read)
  if (total === null) return { ...line, mot, commentaire }
  if (stade === 'demande')
    return { ...line, mot, commentaire, demande: sumCentimes([line.demande ?? 0, total]) }
  const before = line[stade] ?? { droitCommun: 0, specifique: 0 }
  const loose = read.sansCredit ?? 0
  const parts = {
    droitCommun: sumCentimes([
      before.droitCommun,
      read.droitCommun ?? 0,
      sorte === 'droit_commun' ? loose : 0,
    ]),
    specifique: sumCentimes([before.specifique, read.specifique ?? 0, sorte === 'specifique' ? loose : 0]),
  }
  return { ...line, mot, commentaire, [stade]: parts }
}

/** One row a funder (the long form): the rows of one dossier become one action. */
function joined(reading: Reading): ActionLue[] {
  if (columnOf(reading, 'financeur') < 0) return reading.actions
  const groups = Map.groupBy(
    reading.actions,
    ({ textes }) => textes.numero || `${plainName(textes.porteur ?? '')}|${plainName(textes.titre ?? '')}`,
  )
  return [...groups.values()].map((its) => {
    const [first] = its
    if (!first) throw new Error('A group of rows is never empty.')
    return { ...first, lignes: mergedLines(its, reading) }
  })
}

function mergedLines(actions: ReadonlyArray<ActionLue>, reading: Reading): LigneLue[] {
  const lines = new Map<string, LigneLue>()
  for (const { line, lignes } of actions)
    for (const its of lignes) {
      const key = plainName(its.financeur)
      const known = lines.get(key)
      if (known)
        reading.remarques.push({
          line,
          column: null,
          code: 'financeur-en-double',
          message: `« ${its.financeur} » a plusieurs lignes pour la même action : leurs montants sont additionnés.`,
        })
      lines.set(key, known ? added(known, its) : its)
    }
  return [...lines.values()]
}

function added(one: LigneLue, other: LigneLue): LigneLue {
  return {
    ...one,
    demande:
      one.demande === null && other.demande === null
        ? null
        : sumCentimes([one.demande ?? 0, other.demande ?? 0]),
    propose: addedParts(one.propose, other.propose),
    decide: addedParts(one.decide, other.decide),
    mot: one.mot === other.mot ? one.mot : null,
    commentaire: [one.commentaire, other.commentaire].filter(Boolean).join(' ; '),
  }
}

function addedParts(one: Parts | null, other: Parts | null): Parts | null {
  if (!one || !other) return one ?? other
  return {
    droitCommun: sumCentimes([one.droitCommun, other.droitCommun]),
    specifique: sumCentimes([one.specifique, other.specifique]),
  }
}
