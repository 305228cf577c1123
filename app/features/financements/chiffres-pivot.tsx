import { Link } from 'react-router'
import { formatEurosRounded } from '#app/lib/money.ts'
import { formatNumber } from '#app/lib/numbers.ts'
import { Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { ChiffresAsked } from './chiffres.filter.ts'
import { barsOf } from './chiffres.plot.ts'
import { dimensions, type Mesure, mesures, partageNote } from './chiffres.words.ts'
import type { Pivot } from './chiffres-cube.server.ts'
import './chiffres.css'

interface Props {
  asked: ChiffresAsked
  pivot: Pivot
  /** The page of the dossiers behind a figure; null where figures open on nothing. */
  detail: string | null
  search: string
}

export const formatMesure = (mesure: Mesure, value: number): string =>
  mesure === 'dossiers' ? formatNumber(value) : formatEurosRounded(value)

/** The pivot as bars and as a table whose every figure opens on its dossiers. */
export function PivotCard(props: Props) {
  const { asked, pivot } = props
  const { label, definition } = mesures[asked.mesure]
  const by = asked.colonnes
    ? ` par ${dimensions[asked.lignes].toLowerCase()} et ${dimensions[asked.colonnes].toLowerCase()}`
    : ` par ${dimensions[asked.lignes].toLowerCase()}`
  return (
    <Card title={`${label}${by}`}>
      <div className="stack">
        <p className="muted small">
          {definition} {pivot.isShared && partageNote}
        </p>
        {pivot.lignes.length > 0 && <Bars {...props} />}
        <PivotTable {...props} />
      </div>
    </Card>
  )
}

function Bars({ asked, pivot }: Props) {
  const { bars, legend, left, height, width, hidden } = barsOf(pivot)
  return (
    <figure
      className="chiffres-bars"
      aria-label={`${mesures[asked.mesure].label} : barres, mêmes chiffres dans le tableau`}
    >
      {legend.length > 1 && (
        <figcaption className="row small">
          {legend.map((its) => (
            <span key={its.key} className={`chiffres-legend serie-${its.rank}`}>
              {its.label}
            </span>
          ))}
        </figcaption>
      )}
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {bars.map((bar) => (
          <g key={bar.key}>
            <text x={left - 10} y={bar.y + 15} textAnchor="end">
              {bar.label}
            </text>
            {bar.parts.map((part) => (
              <rect
                key={part.key}
                className={`serie-${part.rank}`}
                x={part.x}
                y={bar.y}
                width={part.width}
                height={20}
              />
            ))}
            <text x={bar.end + 8} y={bar.y + 15}>
              {formatMesure(asked.mesure, bar.total)}
            </text>
          </g>
        ))}
      </svg>
      {hidden > 0 && (
        <p className="muted small">Les {bars.length} plus grandes ; toutes sont dans le tableau.</p>
      )}
    </figure>
  )
}

function PivotTable({ asked, pivot, detail, search }: Props) {
  const to = (cell: { ligne?: string; colonne?: string }): string => {
    const params = new URLSearchParams(search)
    for (const [key, value] of Object.entries(cell)) params.set(key, value)
    return `${detail}?${params}`
  }
  const figure = (value: number | undefined, cell: { ligne?: string; colonne?: string }) =>
    value === undefined ? (
      <span className="muted">–</span>
    ) : detail === null ? (
      formatMesure(asked.mesure, value)
    ) : (
      <Link to={to(cell)}>{formatMesure(asked.mesure, value)}</Link>
    )
  const head = (
    <>
      <th scope="col">{dimensions[asked.lignes]}</th>
      {pivot.colonnes.map((its) => (
        <th scope="col" className="num" key={its.key}>
          {its.label}
        </th>
      ))}
      <th scope="col" className="num">
        Ensemble
      </th>
    </>
  )
  return (
    <Table caption={mesures[asked.mesure].label} head={head}>
      {pivot.lignes.map((ligne) => (
        <tr key={ligne.key}>
          <th scope="row">{ligne.label}</th>
          {pivot.colonnes.map((colonne) => (
            <td className="num" key={colonne.key}>
              {figure(pivot.valeurs[`${ligne.key}|${colonne.key}`], {
                ligne: ligne.key,
                colonne: colonne.key,
              })}
            </td>
          ))}
          <td className="num">{figure(pivot.totauxLignes[ligne.key], { ligne: ligne.key })}</td>
        </tr>
      ))}
      <tr className="chiffres-total">
        <th scope="row">Ensemble</th>
        {pivot.colonnes.map((colonne) => (
          <td className="num" key={colonne.key}>
            {figure(pivot.totauxColonnes[colonne.key], { colonne: colonne.key })}
          </td>
        ))}
        <td className="num">
          <strong>{formatMesure(asked.mesure, pivot.total)}</strong>
        </td>
      </tr>
    </Table>
  )
}
