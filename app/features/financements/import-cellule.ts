import { centimesFromEuros, parseEuros, sumCentimes } from '#app/lib/money.ts'
import { type Cell, cellText } from '#app/lib/tables/index.ts'

/** What a cell of a programming sheet says: amounts by kind of credit, or a word in place of an amount. */
export interface CelluleLue {
  droitCommun: number | null
  specifique: number | null
  /** An amount whose kind of credit the cell does not say. */
  sansCredit: number | null
  mot: 'refus' | 'attente' | null
  /** The text, when it says more than a number. */
  commentaire: string
  remarques: RemarqueCellule[]
}

export interface RemarqueCellule {
  code: 'illisible' | 'texte' | 'milliers' | 'arrondi' | 'deduit' | 'formule' | 'refus-et-montant'
  message: string
}

const NOTHING: CelluleLue = {
  droitCommun: null,
  specifique: null,
  sansCredit: null,
  mot: null,
  commentaire: '',
  remarques: [],
}

const EMPTY = /^(?:|[-–—/.]+|néant|neant|nc|n\.c\.?|nr|s\.?o\.?|sans objet|non sollicité|non concerné)$/i
const REFUSED = /\brefus|\brejet|défavorable|defavorable|irrecevable|non retenu|non financ/i
const WAITING = /ajourn|attente|à revoir|a revoir|en cours|à confirmer|a confirmer/i
const FORMULA_ERROR = /^#(?:REF|DIV|VALEUR|VALUE|NOM|NAME|N\/A|NUM|NUL|NULL)/i

/** Reads one cell of money, as people write it: « 5000 droit commun + 4000 CdV », « 9 000 dont 4 000 P147 », « refus ». */
export function readCellule(cell: Cell | undefined): CelluleLue {
  if (typeof cell === 'number') return readPlain(cell)
  const text = cellText(cell).replace(/[\s\u00a0\u202f]+/g, ' ')
  if (EMPTY.test(text)) return NOTHING
  if (FORMULA_ERROR.test(text))
    return saying('formule', `« ${text} » est une formule en erreur : aucun montant n’est lu.`, text)
  const tokens = tokensOf(text)
  const hasAmount = tokens.some((token) => token.kind === 'montant')
  if (REFUSED.test(text)) return refusedCell(text, hasAmount)
  if (!hasAmount) return wordsOnly(text)
  return readTokens(text, tokens)
}

function readPlain(euros: number): CelluleLue {
  if (euros < 0)
    return saying('illisible', `« ${euros} » est négatif : aucun montant n’est lu.`, String(euros))
  const centimes = centimesFromEuros(euros)
  const isRounded = Math.abs(euros * 100 - centimes) > 1e-4
  const remarques: RemarqueCellule[] = isRounded
    ? [{ code: 'arrondi', message: `« ${euros} » a plus de deux décimales : arrondi au centime.` }]
    : []
  return { ...NOTHING, sansCredit: centimes, remarques }
}

function saying(code: RemarqueCellule['code'], message: string, commentaire: string): CelluleLue {
  return { ...NOTHING, commentaire, remarques: [{ code, message }] }
}

function refusedCell(text: string, hasAmount: boolean): CelluleLue {
  if (!hasAmount) return { ...NOTHING, mot: 'refus', commentaire: text }
  const message = `« ${text} » dit un refus et un montant : le refus est retenu, le montant est gardé en commentaire.`
  return { ...saying('refus-et-montant', message, text), mot: 'refus' }
}

function wordsOnly(text: string): CelluleLue {
  if (WAITING.test(text)) return { ...NOTHING, mot: 'attente', commentaire: text }
  return saying('texte', `« ${text} » ne contient pas de montant : gardé en commentaire.`, text)
}

type Credit = 'droitCommun' | 'specifique'
type Token =
  | { kind: 'montant'; text: string; centimes: number | null; isThousands: boolean }
  | { kind: 'credit'; credit: Credit }
  | { kind: 'dont' }

const CREDITS: ReadonlyArray<readonly [Credit, RegExp]> = [
  [
    'droitCommun',
    /crédits? de droit commun|credits? de droit commun|droits? communs?|dr\.? commun|dt commun|\bd\.?c\.?(?![a-z])/,
  ],
  [
    'specifique',
    /crédits? spécifiques?|sp[ée]cifiques?|\bsp[ée]\b|contrat de ville|politique de la ville|\bcdv\b|\b(?:bop|p|programme) ?147\b|\bpdv\b|\bpv\b|\bcs\b/,
  ],
]

const AMOUNT = /\d{1,3}(?:[ .,'’]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)/
const UNIT = / ?(?:k ?€|k ?euros?|k\b|m ?€|€|euros?|eur\b)/
const ASIDE =
  /\((?:en |exercice |année )?(?:19|20)\d{2}\)|\b(?:en|exercice|année) (?:19|20)\d{2}\b|\d+(?:[.,]\d+)? ?%/
const SCANNER = new RegExp(
  `(?<aside>${ASIDE.source})|(?<droitCommun>${CREDITS[0]?.[1].source})|(?<specifique>${CREDITS[1]?.[1].source})|(?<dont>\\bdont\\b)|(?<montant>${AMOUNT.source}(?:${UNIT.source})?)`,
  'gi',
)

function tokensOf(text: string): Token[] {
  return [...text.matchAll(SCANNER)].flatMap(({ groups }): Token[] => {
    if (groups?.droitCommun) return [{ kind: 'credit', credit: 'droitCommun' }]
    if (groups?.specifique) return [{ kind: 'credit', credit: 'specifique' }]
    if (groups?.dont) return [{ kind: 'dont' }]
    return groups?.montant ? [amountToken(groups.montant)] : []
  })
}

/** « 1.500 » and « 1,500 » are one thousand five hundred: an amount never has three decimals. */
function amountToken(text: string): Token {
  const isThousands = /^\d{1,3}[.,]\d{3}(?!\d)(?![.,]\d)/.test(text.replace(/ /g, ''))
  const spoken = isThousands ? text.replace(/[.,](?=\d{3})/, '') : text
  const read = parseEuros(spoken)
  return { kind: 'montant', text, centimes: read.ok ? read.centimes : null, isThousands }
}

function readTokens(text: string, tokens: ReadonlyArray<Token>): CelluleLue {
  const amounts = tokens.flatMap((token) => (token.kind === 'montant' ? [token] : []))
  if (amounts.some((token) => token.centimes === null) || /(?:^|[\s(+])[-−] ?\d/.test(text))
    return saying('illisible', `« ${text} » ne se lit pas comme un montant.`, text)
  const remarques = amounts
    .filter((token) => token.isThousands)
    .map((token) => ({ code: 'milliers' as const, message: `« ${token.text} » est lu comme des milliers.` }))
  const isBare = tokens.length === 1 && /^[\d\s.,'’€keuros]+$/i.test(text)
  const base = { ...NOTHING, commentaire: isBare ? '' : text, remarques }
  const dont = tokens.findIndex((token) => token.kind === 'dont')
  return dont > 0
    ? withPart(base, tokens.slice(0, dont), tokens.slice(dont + 1))
    : { ...base, ...shared(tokens) }
}

/** Amounts by credit. The words come either before the amounts or after them, all the same way in one cell. */
function shared(tokens: ReadonlyArray<Token>): Pick<CelluleLue, 'droitCommun' | 'specifique' | 'sansCredit'> {
  const given = new Map<Credit | 'sansCredit', number[]>()
  const wordsFirst = tokens[0]?.kind === 'credit'
  tokens.forEach((token, at) => {
    if (token.kind !== 'montant') return
    const beside = tokens[wordsFirst ? at - 1 : at + 1]
    const credit = beside?.kind === 'credit' ? beside.credit : 'sansCredit'
    given.set(credit, [...(given.get(credit) ?? []), token.centimes ?? 0])
  })
  const sum = (credit: Credit | 'sansCredit'): number | null => {
    const its = given.get(credit)
    return its ? sumCentimes(its) : null
  }
  return { droitCommun: sum('droitCommun'), specifique: sum('specifique'), sansCredit: sum('sansCredit') }
}

/** « 9000 dont 4000 CdV »: the rest is the other kind of credit. */
function withPart(base: CelluleLue, before: ReadonlyArray<Token>, after: ReadonlyArray<Token>): CelluleLue {
  const whole = shared(before)
  const part = shared(after)
  const total = sumCentimes([whole.droitCommun ?? 0, whole.specifique ?? 0, whole.sansCredit ?? 0])
  const named = sumCentimes([part.droitCommun ?? 0, part.specifique ?? 0])
  const bothNamed = part.droitCommun !== null && part.specifique !== null
  if (part.sansCredit !== null || named === 0 || named > total || (bothNamed && named !== total))
    return saying(
      'illisible',
      `« ${base.commentaire} » : la part ne se déduit pas du total.`,
      base.commentaire,
    )
  const rest = total - named
  const other: Credit = part.specifique === null ? 'specifique' : 'droitCommun'
  if (rest === 0) return { ...base, ...part }
  const message = `« ${base.commentaire} » : le reste est lu comme l’autre sorte de crédit.`
  const remarques = [...base.remarques, { code: 'deduit' as const, message }]
  return { ...base, ...part, [other]: rest, remarques }
}
