import { FormulaError } from './problem.ts'

export type Token = {
  kind: 'nombre' | 'nom' | 'signe' | 'fin'
  text: string
  position: number
  /** For `nombre`. */
  value?: number
  /** For a name in brackets, which can only be a variable. */
  isBracketed?: boolean
}

const NUMBER = /^\d+([.,]\d+)?/
const NAME = /^[\p{L}_][\p{L}\p{N}_]*(@[a-z]+)?/u
const BRACKETED = /^\[([^\][]+)\](@[a-z]+)?/
const SIGNS: Record<string, string> = { '×': '*', '÷': '/', '−': '-', '–': '-' }

/** Cuts a formula into numbers, names and signs, with their places; ends with a `fin`. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  let position = 0
  while (position < text.length) {
    const rest = text.slice(position)
    const space = /^\s+/.exec(rest)
    const token = space ? null : tokenAt(rest, position)
    if (token) tokens.push(token.token)
    position += space ? space[0].length : (token?.length ?? 1)
  }
  return [...tokens, { kind: 'fin', text: '', position: text.length }]
}

function tokenAt(rest: string, position: number): { token: Token; length: number } {
  const number = NUMBER.exec(rest)?.[0]
  if (number) {
    const value = Number(number.replace(',', '.'))
    return { token: { kind: 'nombre', text: number, position, value }, length: number.length }
  }
  const bracketed = BRACKETED.exec(rest)
  if (bracketed) {
    const text = `${bracketed[1]?.trim()}${bracketed[2] ?? ''}`
    return { token: { kind: 'nom', text, position, isBracketed: true }, length: bracketed[0].length }
  }
  const name = NAME.exec(rest)?.[0]
  if (name) return { token: { kind: 'nom', text: name, position }, length: name.length }
  const [first = ''] = rest
  const sign = SIGNS[first] ?? first
  if ('+-*/();'.includes(sign))
    return { token: { kind: 'signe', text: sign, position }, length: first.length }
  throw new FormulaError(position, messageFor(first))
}

function messageFor(character: string): string {
  if (character === '[') return 'Ce crochet n’est pas fermé.'
  if (character === ',') return 'Une virgule sert aux décimales : séparez les arguments par un point-virgule.'
  if (character === '^') return 'Les puissances n’existent pas dans les formules.'
  return `Le signe « ${character} » n’est pas permis dans une formule.`
}
