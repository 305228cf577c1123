import { Link } from 'react-router'
import './territoires.css'

export interface TerritoireMapData {
  width: number
  height: number
  /** Drawn from the centres alone: the cells are not the limits of the communes. */
  schematic: boolean
  pixelsPerKm: number
  places: ReadonlyArray<{
    code: string
    d: string
    box: { x: number; y: number; width: number; height: number }
  }>
}

export interface MapPlace {
  code: string
  nom: string
  /** What the colour says, in words, for the title of the shape. */
  words: string
  /** The CSS class that gives the colour. */
  tone: string
  /** A mark drawn over the place, read in the legend. */
  marked?: boolean
}

export interface TerritoireMapProps {
  map: TerritoireMapData
  places: ReadonlyArray<MapPlace>
  base: string
  title: string
  legend: ReadonlyArray<{ tone: string; words: string }>
}

/** The map of the communes: each is a link, in the order of the table, with its words for those who do not see it. */
export function TerritoireMap({ map, places, base, title, legend }: TerritoireMapProps) {
  const byCode = new Map(places.map((place) => [place.code, place]))
  const drawn = map.places.flatMap((shape) => {
    const place = byCode.get(shape.code)
    return place ? [{ shape, place }] : []
  })
  return (
    <figure className="territoire-map" aria-label={title}>
      <svg viewBox={`0 0 ${map.width} ${map.height}`}>
        <title>{title}</title>
        {drawn.map(({ shape, place }) => (
          <Link
            key={shape.code}
            to={`${base}/commune/${shape.code}`}
            aria-label={`${place.nom} : ${place.words}`}
          >
            <path d={shape.d} className={`map-place ${place.tone}`}>
              <title>{`${place.nom} : ${place.words}`}</title>
            </path>
          </Link>
        ))}
        {/* Names after all the shapes, so that none is painted over. */}
        {drawn.map(({ shape, place }) => (
          <PlaceLabel key={shape.code} shape={shape} place={place} />
        ))}
        <ScaleBar map={map} />
      </svg>
      <figcaption className="stack-s">
        <Legend legend={legend} />
        {map.schematic && (
          <p className="small muted">
            Carte schématique, calculée à partir du centre des communes : les formes ne sont pas leurs
            limites.
          </p>
        )}
      </figcaption>
    </figure>
  )
}

type Shape = TerritoireMapData['places'][number]

/** Width of a letter of the labels, in the units of the drawing. */
const LETTER = 5.6

function PlaceLabel({ shape, place }: { shape: Shape; place: MapPlace }) {
  const x = shape.box.x + shape.box.width / 2
  const y = shape.box.y + shape.box.height / 2
  const fits = Math.floor(shape.box.width / LETTER)
  const text = place.nom.length <= fits ? place.nom : fits >= 6 ? `${place.nom.slice(0, fits - 1)}…` : ''
  return (
    <>
      {place.marked && <circle className="map-mark" cx={x} cy={y} r={5} />}
      <text className="map-label" x={x} y={y + (place.marked ? 18 : 4)}>
        {text}
      </text>
    </>
  )
}

function Legend({ legend }: Pick<TerritoireMapProps, 'legend'>) {
  return (
    <ul className="list row">
      {legend.map((item) => (
        <li key={item.tone} className="row small">
          <svg className="map-key" viewBox="0 0 16 16" aria-hidden="true">
            {item.tone === 'map-mark' ? (
              <circle className="map-mark" cx="8" cy="8" r="5" />
            ) : (
              <rect className={`map-place ${item.tone}`} width="16" height="16" rx="3" />
            )}
          </svg>
          {item.words}
        </li>
      ))}
    </ul>
  )
}

function ScaleBar({ map }: { map: TerritoireMapData }) {
  if (map.pixelsPerKm <= 0) return null
  const width = map.pixelsPerKm * 5
  return (
    <g className="map-scale">
      <path d={`M${map.width - width - 10} ${map.height - 12}h${width}`} />
      <text x={map.width - width / 2 - 10} y={map.height - 18}>
        5 km
      </text>
    </g>
  )
}
