import type { Unit } from '#app/lib/numbers.ts'
import { type Additivity, missing, sumValues, type Value } from '../value.ts'
import { checkUnits, type DescribeVariable } from './check.ts'
import { type Dimension, describeDimension, fitsUnit } from './dimension.ts'
import { evaluateFormula, type ReadVariable } from './evaluate.ts'
import { type FormulaNode, formatFormula, parseFormula, variablesOf } from './parse.ts'
import { catchProblem, FormulaError, type Result } from './problem.ts'

/** A formula that was read and whose units go together: it can be run on any place without an error. */
export type Formula = {
  /** As it is written back. */
  text: string
  dimension: Dimension
  /** « personnes par km² », for a legend. */
  unitLabel: string
  variables: ReadonlyArray<{ id: string; niveau: string | null }>
  /** What is run: `en_part` is a division by then. */
  node: FormulaNode
}

/** By what a form is multiplied. */
const SCALES: Partial<Record<Dimension['form'], number>> = {
  pourcent: 100,
  points: 100,
  'pour-mille': 1000,
  'pour-100000': 100_000,
}

/**
 * Reads and checks a formula: names that exist, units that go together, no sum or difference of counts of two levels,
 * and a result in the unit declared when there is one. A problem says where, in French.
 */
export function compileFormula(
  text: string,
  describe: DescribeVariable,
  declaredUnit?: Unit,
): Result<{ formula: Formula }> {
  const parsed = parseFormula(text)
  if (!parsed.ok) return parsed
  return catchProblem(() => {
    const written = parsed.formula
    const dimension = checkUnits(written, describe)
    const unitLabel = describeDimension(dimension)
    if (declaredUnit !== undefined && !fitsUnit(dimension, declaredUnit)) {
      throw new FormulaError(0, `La formule donne des ${unitLabel}, ce n’est pas l’unité déclarée.`)
    }
    const node = withoutScales(written, describe)
    return {
      formula: { text: formatFormula(written), dimension, unitLabel, variables: variablesOf(written), node },
    }
  })
}

/** The value of a formula for one place: see `evaluateFormula` for missing values. */
export function runFormula(formula: Formula, read: ReadVariable): Value {
  return evaluateFormula(formula.node, read)
}

/**
 * The value of a formula for a perimeter: each variable is added up over the places first, the formula comes after, so
 * that a ratio is a ratio of sums and never a sum or a mean of ratios. Missing, with the reason, when a variable is
 * not additive or a place has no value. Comparators (`@epci`) are not added up: they are read from the first place.
 */
export function runFormulaOver(
  formula: Formula,
  places: ReadonlyArray<ReadVariable>,
  additivityOf: (id: string) => Additivity,
): Value {
  const refused = formula.variables.find(
    ({ id, niveau }) => niveau === null && additivityOf(id).kind !== 'somme',
  )
  if (refused) {
    const additivity = additivityOf(refused.id)
    const reason =
      additivity.kind === 'non-additif' ? additivity.reason : 'C’est un rapport : il ne s’additionne pas.'
    return missing('indisponible', `${refused.id} ne s’additionne pas sur un périmètre. ${reason}`)
  }
  const [first] = places
  if (!first) return missing('indisponible', 'Le périmètre ne contient aucun lieu.')
  return runFormula(formula, (id, niveau) =>
    niveau === null ? sumValues(places.map((read) => read(id, null))) : first(id, niveau),
  )
}

/** `en_part(x)` becomes x / 100, x / 1 000 or x / 100 000, by the unit of x. */
function withoutScales(node: FormulaNode, describe: DescribeVariable): FormulaNode {
  const lower = (child: FormulaNode) => withoutScales(child, describe)
  switch (node.kind) {
    case 'oppose':
      return { ...node, operand: lower(node.operand) }
    case 'operation':
      return { ...node, left: lower(node.left), right: lower(node.right) }
    case 'fonction': {
      const [first] = node.args
      if (node.name !== 'en_part' || !first) return { ...node, args: node.args.map(lower) }
      const { position } = node
      const value = SCALES[checkUnits(first, describe).form] ?? 1
      const right: FormulaNode = { kind: 'nombre', value, position }
      return { kind: 'operation', operator: '/', left: lower(first), right, position }
    }
    default:
      return node
  }
}
