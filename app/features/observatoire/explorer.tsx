import { Figure } from '#app/ui/figure.tsx'
import { Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { chartOf } from './explorer.plot.ts'
import type { Exploration } from './explorer.server.ts'
import './observatoire.css'

/** The lines and the same figures as a table. */
export function ExplorationView({ exploration }: { exploration: Exploration }) {
  const { indicateur, periodes, series } = exploration
  if (periodes.length === 0)
    return (
      <Card title={indicateur.label}>
        <p className="muted">Aucun fichier importé ne donne cet indicateur pour ces lieux.</p>
      </Card>
    )
  const head = (
    <>
      <th scope="col">Lieu</th>
      {periodes.map((periode) => (
        <th scope="col" className="num" key={periode}>
          {periode}
        </th>
      ))}
    </>
  )
  return (
    <Card title={`${indicateur.label} (${indicateur.unit})`}>
      {periodes.length > 1 && <Chart exploration={exploration} />}
      <Table caption={indicateur.label} head={head}>
        {series.map(({ key, nom, cells }) => (
          <tr key={key}>
            <th scope="row">{nom}</th>
            {cells.map((cell, at) => (
              <td className="num" key={periodes[at]}>
                {cell ? <Figure cell={cell} undated /> : <span className="muted">–</span>}
              </td>
            ))}
          </tr>
        ))}
      </Table>
    </Card>
  )
}

function Chart({ exploration }: { exploration: Exploration }) {
  const chart = chartOf(exploration)
  return (
    <figure className="obs-chart" aria-label={`Évolution : ${exploration.indicateur.label}`}>
      <svg viewBox={`0 0 ${chart.width} ${chart.height}`} aria-hidden="true">
        {chart.ticks.map(({ y, words }) => (
          <g key={words}>
            <path className="grid" d={`M${chart.left} ${y}H${chart.right}`} />
            <text x={chart.left - 8} y={y + 4} textAnchor="end">
              {words}
            </text>
          </g>
        ))}
        {chart.years.map(({ x, words }) => (
          <text key={words} x={x} y={chart.height - 6} textAnchor="middle">
            {words}
          </text>
        ))}
        {chart.lines.map((line, at) => (
          <g key={line.key} className={`obs-s${at + 1}`}>
            <path className="series" d={line.d} />
            {line.dots.map(({ x, y }) => (
              <circle className="dot" key={x} cx={x} cy={y} r={4} />
            ))}
            <text className="name" x={chart.right + 8} y={line.labelY}>
              {line.nom}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  )
}
