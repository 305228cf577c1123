import { formatNumber } from '#app/lib/numbers.ts'
import './territoires.css'

interface Bar {
  annee: number
  population: number
}

const WIDTH = 90
const HEIGHT = 110

/** Population by year as bars from zero; the table beside says the same with its sources. */
export function PopulationChart({ bars }: { bars: ReadonlyArray<Bar> }) {
  const most = Math.max(1, ...bars.map((bar) => bar.population))
  return (
    <svg
      className="population-chart"
      viewBox={`0 0 ${Math.max(1, bars.length) * WIDTH} ${HEIGHT + 40}`}
      aria-hidden="true"
    >
      {bars.map((bar, index) => {
        const height = (bar.population / most) * HEIGHT
        const x = index * WIDTH
        return (
          <g key={bar.annee}>
            <rect x={x + 18} y={HEIGHT - height + 18} width={WIDTH - 36} height={height} rx="3" />
            <text x={x + WIDTH / 2} y={HEIGHT - height + 13}>
              {formatNumber(bar.population)}
            </text>
            <text x={x + WIDTH / 2} y={HEIGHT + 34}>
              {bar.annee}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
