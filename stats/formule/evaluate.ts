import { isKnown, known, MISSING_STATUSES, missing, statusLabels, type Value, worstStatus } from '../value.ts'
import { type FormulaNode, type FunctionName, variablesOf } from './parse.ts'

export type ReadVariable = (id: string, niveau: string | null) => Value

/**
 * The value of a checked formula. When a variable is missing the result is missing, with the most binding status and
 * the names of what is missing; a division by zero is `sans_objet`. A perturbed or estimated term marks the result.
 */
export function evaluateFormula(node: FormulaNode, readVariable: ReadVariable): Value {
  const read = variablesOf(node).map(({ id, niveau }) => ({ id, niveau, value: readVariable(id, niveau) }))
  const values = read.map(({ value }) => value)
  const gaps = read.filter(({ value }) => !isKnown(value))
  if (gaps.length > 0) {
    const named = gaps.map(
      ({ id, niveau, value }) => `${id}${niveau ? `@${niveau}` : ''} (${statusLabels[value.status]})`,
    )
    const status = MISSING_STATUSES.find((candidate) => candidate === worstStatus(values))
    return missing(status ?? 'indisponible', `Calcul impossible : il manque ${named.join(', ')}.`)
  }
  const numbers = new Map(read.map(({ id, niveau, value }) => [keyOf(id, niveau), value.value ?? Number.NaN]))
  const result = compute(node, numbers)
  if (!Number.isFinite(result))
    return missing('sans_objet', 'Le calcul n’a pas de résultat (division par zéro).')
  const status = worstStatus(values)
  return known(result, status === 'estime' || status === 'perturbe' ? status : 'normal')
}

function compute(node: FormulaNode, numbers: ReadonlyMap<string, number>): number {
  const run = (child: FormulaNode) => compute(child, numbers)
  switch (node.kind) {
    case 'nombre':
      return node.value
    case 'variable':
      return numbers.get(keyOf(node.id, node.niveau)) ?? Number.NaN
    case 'oppose':
      return -run(node.operand)
    case 'operation': {
      const [left, right] = [run(node.left), run(node.right)]
      if (node.operator === '+') return left + right
      if (node.operator === '-') return left - right
      return node.operator === '*' ? left * right : left / right
    }
    case 'fonction':
      return functions[node.name](node.args.map(run))
  }
}

const functions: Record<FunctionName, (args: number[]) => number> = {
  // Its scale depends on the unit of its argument: compiling turns it into a division.
  en_part: ([x = 0]) => x,
  somme: (args) => args.reduce((sum, arg) => sum + arg, 0),
  part: ([a = 0, b = 0]) => a / b,
  pourcent: ([a = 0, b = 0]) => (100 * a) / b,
  pour_mille: ([a = 0, b = 0]) => (1000 * a) / b,
  pour_cent_mille: ([a = 0, b = 0]) => (100_000 * a) / b,
  ecart: ([a = 0, b = 0]) => a - b,
  evolution: ([before = 0, after = 0]) => (after - before) / before,
  min: (args) => Math.min(...args),
  max: (args) => Math.max(...args),
  abs: ([x = 0]) => Math.abs(x),
  arrondi: ([x = 0, places = 0]) => Math.sign(x) * (Math.round(Math.abs(x) * 10 ** places) / 10 ** places),
}

function keyOf(id: string, niveau: string | null): string {
  return `${id}@${niveau ?? ''}`
}
