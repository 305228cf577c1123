import { formatNumber } from '#app/lib/numbers.ts'
import type { Resultat } from './etude-resultat.schema.ts'

const FRAME = { width: 640, height: 280, left: 56, right: 628, top: 14, bottom: 248 }

interface TrajectoryProps {
  trajectoires: Resultat['trajectoires']
  debut: number
  unite: string
}

/** Two lines, one for the places concerned, one for what they are compared with; the start between them. The table says the same. */
export function TrajectoryChart({ trajectoires, debut, unite }: TrajectoryProps) {
  const { annees, traitees, comparaison } = trajectoires
  const values = [...traitees, ...comparaison].filter((value): value is number => value !== null)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const [first, last] = [Math.min(...annees), Math.max(...annees)]
  const x = (annee: number) =>
    FRAME.left + ((FRAME.right - FRAME.left) * (annee - first)) / (last - first || 1)
  const y = (value: number) => FRAME.bottom - ((FRAME.bottom - FRAME.top) * (value - low)) / (high - low || 1)
  const path = (series: ReadonlyArray<number | null>) =>
    series
      .flatMap((value, index) =>
        value === null ? [] : `${x(annees[index] ?? first).toFixed(1)},${y(value).toFixed(1)}`,
      )
      .join(' ')
  return (
    <figure className="stack-s">
      <svg
        className="trajectory"
        viewBox={`0 0 ${FRAME.width} ${FRAME.height}`}
        role="img"
        aria-label={`Évolution de ${first} à ${last}, en ${unite} ; les chiffres sont dans le tableau ci-dessous.`}
      >
        {[low, (low + high) / 2, high].map((value) => (
          <g key={value} className="tick">
            <line x1={FRAME.left} x2={FRAME.right} y1={y(value)} y2={y(value)} />
            <text x={FRAME.left - 8} y={y(value) + 4} textAnchor="end">
              {formatNumber(value, 1)}
            </text>
          </g>
        ))}
        {annees.map((annee) => (
          <text key={annee} className="year" x={x(annee)} y={FRAME.bottom + 20} textAnchor="middle">
            {annee}
          </text>
        ))}
        <line className="start" x1={x(debut - 0.5)} x2={x(debut - 0.5)} y1={FRAME.top} y2={FRAME.bottom} />
        <polyline className="comparison" points={path(comparaison)} />
        <polyline className="treated" points={path(traitees)} />
      </svg>
      <figcaption className="row small">
        <span className="key treated">Communes concernées</span>
        <span className="key comparison">Comparaison</span>
        <span className="muted">{`Trait vertical : début, ${debut}`}</span>
      </figcaption>
      <TrajectoryTable trajectoires={trajectoires} />
    </figure>
  )
}

function TrajectoryTable({
  trajectoires: { annees, traitees, comparaison },
}: Pick<TrajectoryProps, 'trajectoires'>) {
  return (
    <details className="disclosure">
      <summary>Les chiffres</summary>
      <table className="table">
        <caption className="sr-only">Évolution année par année</caption>
        <thead>
          <tr>
            <th scope="col">Année</th>
            <th scope="col" className="num">
              Communes concernées
            </th>
            <th scope="col" className="num">
              Comparaison
            </th>
          </tr>
        </thead>
        <tbody>
          {annees.map((annee, index) => (
            <tr key={annee}>
              <th scope="row">{annee}</th>
              <td className="num">{formatNumber(traitees[index], 2)}</td>
              <td className="num">{formatNumber(comparaison[index], 2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

interface CloudProps {
  placebos: ReadonlyArray<number>
  effet: number | null
  unite: string
}

/** The gap found, among those that places where nothing happened would show. */
export function PlaceboCloud({ placebos, effet, unite }: CloudProps) {
  if (placebos.length === 0 || effet === null)
    return <p className="muted">Cette méthode ne se lit pas parmi des placebos : son intervalle suffit.</p>
  const reach = Math.max(...placebos.map(Math.abs), Math.abs(effet)) || 1
  const x = (value: number) => 320 + (value / reach) * 300
  const beyond = placebos.filter((value) => Math.abs(value) >= Math.abs(effet)).length
  const words = `${beyond} placebos sur ${placebos.length} montrent un écart au moins aussi grand que ${formatNumber(effet, 2)} ${unite}.`
  return (
    <figure className="stack-s">
      <svg className="cloud" viewBox="0 0 640 90" role="img" aria-label={words}>
        <line className="axis" x1={10} x2={630} y1={60} y2={60} />
        <line className="axis" x1={320} x2={320} y1={20} y2={66} />
        {placebos.map((value, index) => (
          <circle key={value} className="placebo" cx={x(value)} cy={60 - ((index * 7) % 5) * 7} r={4} />
        ))}
        <circle className="found" cx={x(effet)} cy={60} r={8} />
        <text x={320} y={84} textAnchor="middle">
          0
        </text>
      </svg>
      <figcaption className="small">{words}</figcaption>
    </figure>
  )
}
