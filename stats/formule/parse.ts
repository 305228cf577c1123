import { catchProblem, FormulaError, type Result } from './problem.ts'
import { type Token, tokenise } from './tokens.ts'

export type Operator = '+' | '-' | '*' | '/'

export type FormulaNode =
  | { kind: 'nombre'; value: number; position: number }
  /** An indicator, of the place itself or of a comparator (`POV60@epci`). */
  | { kind: 'variable'; id: string; niveau: string | null; position: number }
  | { kind: 'oppose'; operand: FormulaNode; position: number }
  | { kind: 'operation'; operator: Operator; left: FormulaNode; right: FormulaNode; position: number }
  | { kind: 'fonction'; name: FunctionName; args: FormulaNode[]; position: number }

/** What each function takes and does: the help shown beside the field. */
export const formulaFunctions = {
  somme: { least: 1, most: 20, help: 'somme(a; b; …) : additionne des valeurs de même unité' },
  part: { least: 2, most: 2, help: 'part(a; b) : a rapporté à b, dans la même unité, entre 0 et 1' },
  pourcent: { least: 2, most: 2, help: 'pourcent(a; b) : a pour 100 de b' },
  pour_mille: { least: 2, most: 2, help: 'pour_mille(a; b) : a pour 1 000 de b' },
  pour_cent_mille: { least: 2, most: 2, help: 'pour_cent_mille(a; b) : a pour 100 000 de b' },
  en_part: { least: 1, most: 1, help: 'en_part(x) : un pourcentage ou un pour mille ramené entre 0 et 1' },
  ecart: { least: 2, most: 2, help: 'ecart(a; b) : a moins b' },
  evolution: { least: 2, most: 2, help: 'evolution(avant; après) : la hausse rapportée au départ' },
  min: { least: 1, most: 20, help: 'min(a; b; …) : la plus petite valeur' },
  max: { least: 1, most: 20, help: 'max(a; b; …) : la plus grande valeur' },
  abs: { least: 1, most: 1, help: 'abs(x) : la valeur sans son signe' },
  arrondi: { least: 2, most: 2, help: 'arrondi(x; n) : x avec n chiffres après la virgule' },
} as const

export type FunctionName = keyof typeof formulaFunctions

export const FORMULA_LIMITS = { length: 1000, depth: 32, nodes: 200 } as const

type Reader = { tokens: Token[]; at: number; depth: number; nodes: number }

/** Reads a formula, without running anything: the text is never given to the engine as code. */
export function parseFormula(text: string): Result<{ formula: FormulaNode }> {
  return catchProblem(() => {
    if (text.length > FORMULA_LIMITS.length) {
      throw new FormulaError(
        FORMULA_LIMITS.length,
        `Une formule a au plus ${FORMULA_LIMITS.length} caractères.`,
      )
    }
    const reader: Reader = { tokens: tokenise(text), at: 0, depth: 0, nodes: 0 }
    if (peek(reader).kind === 'fin') throw new FormulaError(0, 'La formule est vide.')
    const formula = readSum(reader)
    const left = peek(reader)
    if (left.kind !== 'fin') throw new FormulaError(left.position, unexpected(left))
    return { formula }
  })
}

/** The formula as text, with the parentheses it needs and no more: `parseFormula` reads the same one back. */
export function formatFormula(node: FormulaNode): string {
  switch (node.kind) {
    case 'nombre':
      return String(node.value).replace('.', ',')
    case 'variable':
      return (
        (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(node.id) ? node.id : `[${node.id}]`) +
        (node.niveau ? `@${node.niveau}` : '')
      )
    case 'oppose':
      return `-${wrap(node.operand, 3)}`
    case 'operation': {
      const rank = rankOf(node)
      return `${wrap(node.left, rank)} ${node.operator} ${wrap(node.right, rank + 1)}`
    }
    case 'fonction':
      return `${node.name}(${node.args.map(formatFormula).join(' ; ')})`
  }
}

/** The variables a formula needs, each once, in the order they appear. */
export function variablesOf(node: FormulaNode): { id: string; niveau: string | null }[] {
  const found = new Map<string, { id: string; niveau: string | null }>()
  const visit = (one: FormulaNode): void => {
    if (one.kind === 'variable')
      found.set(`${one.id}@${one.niveau ?? ''}`, { id: one.id, niveau: one.niveau })
    for (const child of childrenOf(one)) visit(child)
  }
  visit(node)
  return [...found.values()]
}

/** The operands of a node, from left to right. */
export function childrenOf(node: FormulaNode): ReadonlyArray<FormulaNode> {
  if (node.kind === 'oppose') return [node.operand]
  if (node.kind === 'operation') return [node.left, node.right]
  return node.kind === 'fonction' ? node.args : []
}

function readSum(reader: Reader): FormulaNode {
  let left = readProduct(reader)
  for (let sign = peek(reader); isSign(sign, '+') || isSign(sign, '-'); sign = peek(reader)) {
    reader.at += 1
    const operator = sign.text === '+' ? '+' : '-'
    left = made(reader, {
      kind: 'operation',
      operator,
      left,
      right: readProduct(reader),
      position: sign.position,
    })
  }
  return left
}

function readProduct(reader: Reader): FormulaNode {
  let left = readSigned(reader)
  for (let sign = peek(reader); isSign(sign, '*') || isSign(sign, '/'); sign = peek(reader)) {
    reader.at += 1
    const operator = sign.text === '*' ? '*' : '/'
    left = made(reader, {
      kind: 'operation',
      operator,
      left,
      right: readSigned(reader),
      position: sign.position,
    })
  }
  return left
}

function readSigned(reader: Reader): FormulaNode {
  const sign = peek(reader)
  if (!isSign(sign, '-')) return readAtom(reader)
  reader.at += 1
  return made(reader, { kind: 'oppose', operand: deeper(reader, readSigned), position: sign.position })
}

function readAtom(reader: Reader): FormulaNode {
  const token = peek(reader)
  reader.at += 1
  if (token.kind === 'nombre') {
    return made(reader, { kind: 'nombre', value: token.value ?? 0, position: token.position })
  }
  if (token.kind === 'nom') {
    return isSign(peek(reader), '(') && !token.isBracketed
      ? readCall(reader, token)
      : readVariable(reader, token)
  }
  if (isSign(token, '(')) {
    const inside = deeper(reader, readSum)
    expectClosing(reader, token)
    return inside
  }
  throw new FormulaError(token.position, unexpected(token))
}

function readVariable(reader: Reader, { text, position }: Token): FormulaNode {
  const [id = '', niveau] = text.split('@')
  return made(reader, { kind: 'variable', id, niveau: niveau ?? null, position })
}

function readCall(reader: Reader, { text, position }: Token): FormulaNode {
  if (!isFunctionName(text)) {
    const names = Object.keys(formulaFunctions).join(', ')
    throw new FormulaError(position, `La fonction « ${text} » n’existe pas. Fonctions connues : ${names}.`)
  }
  const opening = peek(reader)
  reader.at += 1
  const args = [deeper(reader, readSum)]
  while (isSign(peek(reader), ';')) {
    reader.at += 1
    args.push(deeper(reader, readSum))
  }
  expectClosing(reader, opening)
  const { least, most, help } = formulaFunctions[text]
  if (args.length < least || args.length > most) {
    throw new FormulaError(position, `Le nombre d’arguments ne convient pas. ${help}.`)
  }
  return made(reader, { kind: 'fonction', name: text, args, position })
}

function expectClosing(reader: Reader, opening: Token): void {
  const token = peek(reader)
  if (!isSign(token, ')')) {
    throw token.kind === 'fin'
      ? new FormulaError(opening.position, 'Cette parenthèse n’est pas fermée.')
      : new FormulaError(token.position, unexpected(token))
  }
  reader.at += 1
}

function deeper(reader: Reader, read: (reader: Reader) => FormulaNode): FormulaNode {
  reader.depth += 1
  if (reader.depth > FORMULA_LIMITS.depth) {
    throw new FormulaError(peek(reader).position, 'La formule a trop de parenthèses imbriquées.')
  }
  const node = read(reader)
  reader.depth -= 1
  return node
}

function made(reader: Reader, node: FormulaNode): FormulaNode {
  reader.nodes += 1
  if (reader.nodes > FORMULA_LIMITS.nodes)
    throw new FormulaError(node.position, 'La formule est trop longue.')
  return node
}

function peek(reader: Reader): Token {
  return reader.tokens[reader.at] ?? { kind: 'fin', text: '', position: 0 }
}

function isSign(token: Token, sign: string): boolean {
  return token.kind === 'signe' && token.text === sign
}

function isFunctionName(text: string): text is FunctionName {
  return Object.hasOwn(formulaFunctions, text)
}

function unexpected(token: Token): string {
  if (token.kind === 'fin') return 'La formule s’arrête trop tôt : il manque une valeur.'
  if (token.kind === 'signe') return `Le signe « ${token.text} » n’est pas à sa place.`
  return `Il manque un signe d’opération avant « ${token.text} ».`
}

function rankOf(node: FormulaNode): number {
  if (node.kind === 'operation') return node.operator === '+' || node.operator === '-' ? 1 : 2
  return node.kind === 'oppose' ? 3 : 4
}

function wrap(node: FormulaNode, rank: number): string {
  const text = formatFormula(node)
  return rankOf(node) < rank ? `(${text})` : text
}
