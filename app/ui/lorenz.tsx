import { formatNumber } from '#app/lib/numbers.ts'
import './lorenz.css'

const SIDE = 220

const round = (value: number): number => Math.round(value * 10) / 10

/** A Lorenz curve with the line of equality; the index says the same to who does not see it. */
export function LorenzFigure({
  courbe,
  gini,
}: {
  courbe: ReadonlyArray<{ holders: number; amounts: number }>
  gini: number
}) {
  const path = courbe
    .map(
      ({ holders, amounts }, at) =>
        `${at === 0 ? 'M' : 'L'}${round(holders * SIDE)},${round((1 - amounts) * SIDE)}`,
    )
    .join('')
  return (
    <figure className="lorenz" aria-label={`Courbe de Lorenz, indice de Gini ${formatNumber(gini, 2)}`}>
      <svg viewBox={`-8 -8 ${SIDE + 16} ${SIDE + 16}`} aria-hidden="true">
        <path className="equal" d={`M0,${SIDE}L${SIDE},0`} />
        <path className="curve" d={path} />
        <path className="frame" d={`M0,0V${SIDE}H${SIDE}`} />
      </svg>
    </figure>
  )
}
