import { type Comparison, compareDifferences, gapOf } from './comparisons.ts'
import { compareInference } from './comparisons-inference.ts'
import { compareSynthetic } from './comparisons-synthetic.ts'

/** Every figure compared, in the order of the page. */
export function allComparisons(): Comparison[] {
  return [...compareDifferences(), ...compareInference(), ...compareSynthetic()]
}

/** The page docs/estimateurs.md: computed, never typed. Gaps are rounded up to a power of ten, the same on any machine. */
export function estimateursPage(comparisons: readonly Comparison[] = allComparisons()): string {
  const lines = comparisons.map(
    (row) =>
      `| ${row.estimator} | ${row.data} | ${row.figure} | ${number(row.ours)} | ${number(row.reference)} | ${gap(row)} | ${row.source} |`,
  )
  return `${INTRODUCTION}
| Estimateur | Données | Chiffre | Nous | Référence | Écart | Source |
|---|---|---|---|---|---|---|
${lines.join('\n')}
`
}

const INTRODUCTION = `# Estimateurs d’impact : chaque chiffre face à sa référence

Page écrite par \`node stats/reference/write-estimateurs.ts\` : aucun chiffre n’y est recopié. Un test
(\`stats/reference/estimateurs.test.ts\`) la recalcule et échoue si un écart dépasse sa tolérance ou si la page a vieilli.
Les références viennent de R 4.2.2 (fichiers de \`stats/reference/data\`, scripts de \`stats/reference\`).

« Écart » : valeur absolue de la différence, arrondie à la puissance de dix au-dessus. Pour un objectif à minimiser, de
combien nous sommes au-dessus de R ; « plus bas » quand nous faisons mieux. Le paquet \`synthdid\` s’arrête avant son propre
optimum : chaque ligne dit laquelle des deux cibles elle vérifie.

Les choix de méthode, les fausses alertes sous absence d’effet, les temps et ce qui n’a pas pu être rejoué sont dans
[docs/impact/estimateurs.md](impact/estimateurs.md).
`

function number(value: number): string {
  return value.toFixed(7).replace('.', ',')
}

function gap(row: Comparison): string {
  if (row.kind === 'at-most' && row.ours <= row.reference) return 'plus bas'
  const far = gapOf(row)
  if (far < 1e-12) return '< 1e-12'
  return `< 1e${Math.ceil(Math.log10(far))}`
}
