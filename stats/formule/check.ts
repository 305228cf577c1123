import type { Unit } from '#app/lib/numbers.ts'
import {
  type Dimension,
  describeDimension,
  dimensionOf,
  isCount,
  isSame,
  isScalar,
  multiply,
  SCALAR,
} from './dimension.ts'
import { type FormulaNode, type FunctionName, variablesOf } from './parse.ts'
import { FormulaError } from './problem.ts'

/** What is known of a variable before any value is read; null when there is none of this name. */
export type DescribeVariable = (id: string, niveau: string | null) => { unit: Unit } | null

/** The dimension of the result. @throws FormulaError at the first operation whose units do not go together. */
export function checkUnits(node: FormulaNode, describe: DescribeVariable): Dimension {
  const check = (child: FormulaNode) => checkUnits(child, describe)
  switch (node.kind) {
    case 'nombre':
      return SCALAR
    case 'variable':
      return checkVariable(node, describe)
    case 'oppose':
      return check(node.operand)
    case 'operation': {
      const [left, right] = [check(node.left), check(node.right)]
      if (node.operator === '+' || node.operator === '-') {
        refuseMixedLevels(node, [node.left, node.right], [left, right])
        return node.operator === '+' ? add(node, left, right) : subtract(node, left, right)
      }
      return node.operator === '*' ? times(node, left, right) : divide(node, left, right)
    }
    case 'fonction':
      return checkFunction(node, node.args.map(check))
  }
}

type Variable = Extract<FormulaNode, { kind: 'variable' }>
type Call = Extract<FormulaNode, { kind: 'fonction' }>

function checkVariable({ id, niveau, position }: Variable, describe: DescribeVariable): Dimension {
  const known = describe(id, niveau)
  if (known) return dimensionOf(known.unit)
  const at = niveau ? ` au niveau « ${niveau} »` : ''
  throw new FormulaError(position, `L’indicateur « ${id} » n’existe pas${at}.`)
}

function checkFunction(node: Call, args: Dimension[]): Dimension {
  const [first = SCALAR, second = SCALAR] = args
  if (BRINGS_TOGETHER.has(node.name)) refuseMixedLevels(node, node.args, args)
  switch (node.name) {
    case 'part':
    case 'evolution':
      return requireSame(node, first, second) && SCALAR
    case 'pourcent':
      return requireSame(node, first, second) && { form: 'pourcent', bases: {} }
    case 'pour_mille':
      return requireAmounts(node, args) && { form: 'pour-mille', bases: {} }
    case 'pour_cent_mille':
      return requireAmounts(node, args) && { form: 'pour-100000', bases: {} }
    case 'en_part':
      return requireMultiplied(node, first) && SCALAR
    case 'ecart':
      return subtract(node, first, second)
    case 'arrondi':
      return requirePlaces(node) && first
    case 'abs':
      return first
    case 'somme':
    case 'min':
    case 'max':
      return args.reduce((all, arg) => add(node, all, arg), first)
  }
}

const BRINGS_TOGETHER: ReadonlySet<FunctionName> = new Set(['somme', 'ecart'])

/**
 * « EPCI moins QPV » of a count would give away what the producer masked, and their sum would count people twice:
 * counts of two levels meet in a ratio only.
 */
function refuseMixedLevels(node: FormulaNode, operands: FormulaNode[], dimensions: Dimension[]): void {
  const levels = operands.flatMap((operand, index) => {
    const dimension = dimensions[index]
    return dimension && isCount(dimension) ? variablesOf(operand).map(({ niveau }) => niveau) : []
  })
  if (new Set(levels).size > 1) {
    throw new FormulaError(
      node.position,
      'Des effectifs de deux niveaux ne s’ajoutent ni ne se soustraient : la différence ferait deviner des valeurs secrètes.',
    )
  }
}

function add(node: FormulaNode, a: Dimension, b: Dimension): Dimension {
  if (isSame(a, b)) return a
  if (a.form === 'pourcent' && b.form === 'points') return a
  if (a.form === 'points' && b.form === 'pourcent') return b
  throw new FormulaError(
    node.position,
    `On ne peut pas ajouter des ${describeDimension(a)} et des ${describeDimension(b)}.`,
  )
}

function subtract(node: FormulaNode, a: Dimension, b: Dimension): Dimension {
  if (a.form === 'pourcent' && b.form === 'pourcent') return { form: 'points', bases: {} }
  if (isSame(a, b) || (a.form === 'pourcent' && b.form === 'points')) return a
  throw new FormulaError(
    node.position,
    `On ne peut pas soustraire des ${describeDimension(b)} à des ${describeDimension(a)}.`,
  )
}

function times(node: FormulaNode, a: Dimension, b: Dimension): Dimension {
  if (isScalar(a)) return b
  if (isScalar(b)) return a
  if (a.form === 'quantite' && b.form === 'quantite') return multiply(a, b, 1)
  const said = describeDimension(a.form === 'quantite' ? b : a)
  throw new FormulaError(
    node.position,
    `On ne multiplie pas par des ${said} : ramenez-les d’abord entre 0 et 1 avec en_part().`,
  )
}

function divide(node: FormulaNode, a: Dimension, b: Dimension): Dimension {
  if (isScalar(b)) return a
  if (isSame(a, b)) return SCALAR
  if ((a.form === 'quantite' || isScalar(a)) && b.form === 'quantite') return multiply(a, b, -1)
  throw new FormulaError(
    node.position,
    `On ne peut pas diviser des ${describeDimension(a)} par des ${describeDimension(b)}.`,
  )
}

function requireSame(node: FormulaNode, a: Dimension, b: Dimension): true {
  if (isSame(a, b)) return true
  const units = `${describeDimension(a)} et ${describeDimension(b)}`
  throw new FormulaError(node.position, `Les deux valeurs doivent avoir la même unité, pas ${units}.`)
}

function requireAmounts(node: FormulaNode, dimensions: Dimension[]): true {
  if (dimensions.every(({ form }) => form === 'quantite')) return true
  throw new FormulaError(node.position, 'Cette fonction rapporte une quantité à une autre, pas un taux.')
}

function requireMultiplied(node: FormulaNode, { form }: Dimension): true {
  if (form === 'pourcent' || form === 'points' || form === 'pour-mille' || form === 'pour-100000') return true
  throw new FormulaError(
    node.position,
    'en_part() ramène un pourcentage ou un pour mille, pas une autre valeur.',
  )
}

function requirePlaces(node: Call): true {
  const places = node.args[1]
  if (places?.kind === 'nombre' && Number.isInteger(places.value) && places.value <= 6) return true
  throw new FormulaError(node.position, 'Le nombre de décimales est un nombre entier de 0 à 6.')
}
