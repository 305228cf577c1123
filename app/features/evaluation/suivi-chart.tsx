import { formatNumber } from '#app/lib/numbers.ts'
import type { Followed, Point } from './suivi.rules.ts'

const FRAME = { width: 720, height: 280, left: 64, right: 704, top: 16, bottom: 244 }

/** What was seen against the path of targets, year by year. The table beside says the same. */
export function SuiviChart({ suivi, nom }: { suivi: Followed; nom: string }) {
  const { reference, cibles, observes, unite } = suivi
  const path = [...(reference ? [reference] : []), ...cibles].toSorted((a, b) => a.annee - b.annee)
  const all = [...path, ...observes]
  if (all.length === 0) return <p className="muted">Pas assez de données pour une courbe.</p>
  const scale = scaleOf(all)
  return (
    <figure className="stack-s">
      <svg
        className="trajectory suivi"
        viewBox={`0 0 ${FRAME.width} ${FRAME.height}`}
        role="img"
        aria-label={`${nom}, en ${unite} : valeurs observées et chemin des cibles ; les chiffres sont dans le tableau.`}
      >
        {scale.ticks.map((value) => (
          <g key={value} className="tick">
            <line x1={FRAME.left} x2={FRAME.right} y1={scale.y(value)} y2={scale.y(value)} />
            <text x={FRAME.left - 8} y={scale.y(value) + 4} textAnchor="end">
              {formatNumber(value, scale.digits)}
            </text>
          </g>
        ))}
        {scale.years.map((annee) => (
          <text key={annee} x={scale.x(annee)} y={FRAME.bottom + 22} textAnchor="middle">
            {annee}
          </text>
        ))}
        <polyline className="comparison" points={pointsOf(path, scale)} />
        <polyline className="treated" points={pointsOf(observes, scale)} />
        {cibles.map((its) => (
          <rect
            key={its.annee}
            className="target"
            x={scale.x(its.annee) - 5}
            y={scale.y(its.valeur) - 5}
            width={10}
            height={10}
          />
        ))}
        {observes.map((its) => (
          <circle key={its.annee} className="seen" cx={scale.x(its.annee)} cy={scale.y(its.valeur)} r={5} />
        ))}
        {reference && (
          <circle className="reference" cx={scale.x(reference.annee)} cy={scale.y(reference.valeur)} r={6} />
        )}
      </svg>
      <figcaption className="row small">
        <span className="key treated">Observé</span>
        <span className="key comparison">Chemin des cibles</span>
        {reference && <span className="muted">{`Rond creux : référence de ${reference.annee}`}</span>}
      </figcaption>
    </figure>
  )
}

interface Scale {
  x: (annee: number) => number
  y: (valeur: number) => number
  years: number[]
  ticks: number[]
  digits: number
}

// The axis starts at zero when everything is positive: a small change must not look like a large one.
function scaleOf(points: ReadonlyArray<Point>): Scale {
  const years = points.map((its) => its.annee)
  const values = points.map((its) => its.valeur)
  const [first, last] = [Math.min(...years), Math.max(...years)]
  const low = Math.min(0, ...values)
  const high = Math.max(...values, low + 1)
  const span = last - first
  const step = Math.max(1, Math.ceil(span / 10))
  return {
    x: (annee) =>
      span === 0
        ? (FRAME.left + FRAME.right) / 2
        : FRAME.left + 20 + ((FRAME.right - FRAME.left - 40) * (annee - first)) / span,
    y: (valeur) => FRAME.bottom - ((FRAME.bottom - FRAME.top) * (valeur - low)) / (high - low),
    years: Array.from({ length: Math.floor(span / step) + 1 }, (_, at) => first + at * step),
    ticks: [low, (low + high) / 2, high],
    digits: high - low < 10 ? 1 : 0,
  }
}

function pointsOf(points: ReadonlyArray<Point>, { x, y }: Scale): string {
  return points
    .toSorted((a, b) => a.annee - b.annee)
    .map((its) => `${x(its.annee).toFixed(1)},${y(its.valeur).toFixed(1)}`)
    .join(' ')
}
