import { Link } from 'react-router'
import { Figure } from '#app/ui/figure.tsx'
import { Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { bubbleRadius, type LegendLine, type MapTone } from './carte.rules.ts'
import type { CarteData } from './carte.server.ts'
import './observatoire.css'

interface CarteProps {
  carte: CarteData
  /** Address of the observatory. */
  base: string
}

const toneClass = (tone: MapTone): string => (typeof tone === 'number' ? `obs-c${tone}` : `obs-${tone}`)

/** The map, its legend, and the same figures as a table. */
export function Carte({ carte, base }: CarteProps) {
  const { indicateur, periode, map, legend, symbols } = carte
  return (
    <div className="grid-wide">
      <Card title={`${indicateur.label}, ${periode}`}>
        <figure className="obs-map stack-s" aria-label={`Carte : ${indicateur.label}, ${periode}`}>
          <Shapes carte={carte} base={base} />
          <figcaption className="stack-s">
            <Legend legend={legend} symbols={symbols} />
            {map.schematic && (
              <p className="small muted">
                Carte schématique, calculée à partir du centre des communes : les formes ne sont pas leurs
                limites.
              </p>
            )}
          </figcaption>
        </figure>
      </Card>
      <Twin carte={carte} base={base} />
    </div>
  )
}

function Shapes({ carte, base }: CarteProps) {
  const { map, tones, places, symbols } = carte
  const byCode = new Map(places.map((place) => [place.code, place]))
  const largest = Math.max(0, ...places.flatMap(({ cell }) => cell.value ?? []))
  const drawn = map.places.flatMap((shape) => {
    const place = byCode.get(shape.code)
    return place ? [{ shape, place, tone: tones[shape.code] ?? ('none' as const) }] : []
  })
  return (
    <svg viewBox={`0 0 ${map.width} ${map.height}`}>
      <title>{`${carte.indicateur.label}, ${carte.periode}`}</title>
      <Hatching />
      {drawn.map(({ shape, place, tone }) => (
        <Link
          key={shape.code}
          to={`${base}/portrait/commune/${shape.code}`}
          aria-label={`${place.nom} : ${place.cell.text}`}
        >
          <path
            d={shape.d}
            className={`obs-place ${symbols && typeof tone === 'number' ? 'obs-none' : toneClass(tone)}`}
          >
            <title>{`${place.nom} : ${place.cell.text}`}</title>
          </path>
        </Link>
      ))}
      {drawn.map(({ shape, place }) => (
        <Mark
          key={shape.code}
          shape={shape}
          nom={place.nom}
          radius={symbols ? bubbleRadius(place.cell.value ?? 0, largest, 30) : 0}
        />
      ))}
    </svg>
  )
}

function Hatching() {
  return (
    <defs>
      <pattern id="hachures" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" className="obs-hatch-ground" />
        <path d="M0 0v6" className="obs-hatch" />
      </pattern>
    </defs>
  )
}

/** Width of a letter of the labels, in the units of the drawing. */
const LETTER = 5.6

function Mark({
  shape,
  nom,
  radius,
}: {
  shape: CarteData['map']['places'][number]
  nom: string
  radius: number
}) {
  const [x, y] = [shape.box.x + shape.box.width / 2, shape.box.y + shape.box.height / 2]
  const fits = Math.floor(shape.box.width / LETTER)
  const text = nom.length <= fits ? nom : fits >= 6 ? `${nom.slice(0, fits - 1)}…` : ''
  return (
    <>
      {radius > 0 && <circle className="obs-bubble" cx={x} cy={y} r={radius} />}
      <text className="obs-label" x={x} y={y + 4}>
        {text}
      </text>
    </>
  )
}

function Legend({ legend, symbols }: { legend: ReadonlyArray<LegendLine>; symbols: boolean }) {
  return (
    <>
      {symbols && <p className="small">La surface du cercle suit l’effectif.</p>}
      <ul className="list row" aria-label="Légende">
        {legend.map(({ tone, words }) => (
          <li key={words} className="row small">
            {!(symbols && typeof tone === 'number') && (
              <svg className="obs-key" viewBox="0 0 22 16" aria-hidden="true">
                <rect className={`obs-place ${toneClass(tone)}`} width="22" height="16" rx="3" />
              </svg>
            )}
            {words}
          </li>
        ))}
      </ul>
    </>
  )
}

function Twin({ carte, base }: CarteProps) {
  const sorted = carte.places.toSorted(
    (one, other) =>
      (other.cell.value ?? Number.NEGATIVE_INFINITY) - (one.cell.value ?? Number.NEGATIVE_INFINITY),
  )
  const head = (
    <>
      <th scope="col">Commune</th>
      <th scope="col" className="num">
        {carte.indicateur.unit}
      </th>
    </>
  )
  return (
    <Card title="Les mêmes chiffres">
      <Table caption={`${carte.indicateur.label} par commune`} head={head}>
        {sorted.map(({ code, nom, cell }) => (
          <tr key={code}>
            <th scope="row">
              <Link to={`${base}/portrait/commune/${code}`}>{nom}</Link>
            </th>
            <td className="num">
              <Figure cell={cell} undated />
            </td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}
