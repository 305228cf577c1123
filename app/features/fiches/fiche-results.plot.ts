/** The little chart of a result: where bars, target marks and labels fall. Pure. */

export interface PlottedResult {
  valeurInitiale: number | null
  annees: ReadonlyArray<{ annee: number; cible: number | null; observe: number | null }>
}

const STEP = 56
const HEIGHT = 120
const TOP = 8
const BOTTOM = 22

export function plotResult({ valeurInitiale, annees }: PlottedResult) {
  const values = [valeurInitiale, ...annees.flatMap((its) => [its.cible, its.observe])].filter(
    (its) => its !== null,
  )
  const max = Math.max(0, ...values)
  const min = Math.min(0, ...values)
  const span = max - min || 1
  const y = (value: number) => round(TOP + ((max - value) / span) * (HEIGHT - TOP - BOTTOM))
  const centre = (index: number) => index * STEP + STEP / 2
  return {
    width: Math.max(1, annees.length) * STEP,
    height: HEIGHT,
    bars: annees.flatMap(({ annee, observe }, index) =>
      observe === null
        ? []
        : [
            {
              annee,
              x: centre(index) - 14,
              width: 28,
              y: Math.min(y(observe), y(0)),
              height: Math.max(1, round(Math.abs(y(observe) - y(0)))),
            },
          ],
    ),
    targets: annees.flatMap(({ annee, cible }, index) =>
      cible === null ? [] : [{ annee, x1: centre(index) - 21, x2: centre(index) + 21, y: y(cible) }],
    ),
    baseline: valeurInitiale === null ? null : y(valeurInitiale),
    labels: annees.map(({ annee }, index) => ({ annee, x: centre(index) })),
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
