import { Figure } from '#app/ui/figure.tsx'
import { Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { bubbleRadius, type LegendLine, type MapTone } from './carte.rules.ts'
import type { CarteData } from './carte.server.ts'

interface CarteProps {
  carte: CarteData
  /** Address of the observatory. */
  base: string
}

const toneClass = (tone: MapTone): string => (typeof tone === 'number' ? `obs-c${tone}` : `obs-${tone}`)

/** One map of the page: the period asked for, or the one beside it. */
interface Drawn {
  periode: string
  places: CarteData['places']
  tones: CarteData['tones']
  legend: CarteData['legend']
  qpvs: CarteData['qpvs']
}

/** The map, its legend, another period beside it with the same classes, and the same figures as a table. */
export function Carte({ carte, base }: CarteProps) {
  const { compared } = carte
  const maps: Drawn[] = [...(compared ? [{ ...compared, qpvs: [] }] : []), carte]
  const drawn = maps
    .toSorted((one, other) => one.periode.localeCompare(other.periode))
    .map((one) => <MapCard key={one.periode} carte={carte} drawn={one} base={base} />)
  return compared ? (
    <>
      <div className="obs-pair">{drawn}</div>
      <Twin carte={carte} base={base} />
    </>
  ) : (
    <div className="grid-wide">
      {drawn}
      <Twin carte={carte} base={base} />
    </div>
  )
}

function MapCard({ carte, drawn, base }: CarteProps & { drawn: Drawn }) {
  const { indicateur, map, symbols } = carte
  return (
    <Card title={`${indicateur.label}, ${drawn.periode}`}>
      <figure className="obs-map stack-s" aria-label={`Carte : ${indicateur.label}, ${drawn.periode}`}>
        <Shapes carte={carte} drawn={drawn} base={base} />
        <figcaption className="stack-s">
          <Legend legend={drawn.legend} symbols={symbols} />
          {drawn.qpvs.length > 0 && (
            <p className="small muted">
              Les ronds cerclés sont les quartiers prioritaires (génération 2024), avec les mêmes classes.
            </p>
          )}
          {map.schematic && (
            <p className="small muted">
              Carte schématique, calculée à partir du centre des communes : les formes ne sont pas leurs
              limites.
            </p>
          )}
        </figcaption>
      </figure>
    </Card>
  )
}

function Shapes({ carte, drawn: { places, tones, periode, qpvs }, base }: CarteProps & { drawn: Drawn }) {
  const { map, symbols } = carte
  const byCode = new Map(places.map((place) => [place.code, place]))
  const largest = largestOf(carte)
  const drawn = map.places.flatMap((shape) => {
    const place = byCode.get(shape.code)
    return place ? [{ shape, place, tone: tones[shape.code] ?? ('none' as const) }] : []
  })
  return (
    <svg viewBox={`0 0 ${map.width} ${map.height}`}>
      <title>{`${carte.indicateur.label}, ${periode}`}</title>
      <Hatching />
      {drawn.map(({ shape, place, tone }) => (
        <a
          key={shape.code}
          href={`${base}/portrait/commune/${shape.code}`}
          aria-label={`${place.nom} : ${place.cell.text}`}
        >
          <path
            d={shape.d}
            className={`obs-place ${symbols && typeof tone === 'number' ? 'obs-none' : toneClass(tone)}`}
          >
            <title>{`${place.nom} : ${place.cell.text}`}</title>
          </path>
        </a>
      ))}
      {drawn.map(({ shape, place }) => (
        <Mark
          key={shape.code}
          shape={shape}
          nom={place.nom}
          radius={symbols ? bubbleRadius(place.cell.value ?? 0, largest, 30) : 0}
        />
      ))}
      {qpvs.map((qpv) => (
        <Quartier key={qpv.code} qpv={qpv} base={base} />
      ))}
    </svg>
  )
}

/** Circles side by side keep one scale. */
function largestOf({ places, compared }: CarteData): number {
  return Math.max(0, ...[...places, ...(compared?.places ?? [])].flatMap(({ cell }) => cell.value ?? []))
}

function Quartier({ qpv, base }: { qpv: CarteData['qpvs'][number]; base: string }) {
  const words = `${qpv.nom} : ${qpv.cell.text}`
  return (
    <a href={`${base}/portrait/qpv/${qpv.code}`} aria-label={words}>
      <circle className={`obs-place obs-qpv ${toneClass(qpv.tone)}`} cx={qpv.x} cy={qpv.y} r={9}>
        <title>{words}</title>
      </circle>
    </a>
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

const byValue = (one: TwinRow, other: TwinRow): number =>
  (other.cell.value ?? Number.NEGATIVE_INFINITY) - (one.cell.value ?? Number.NEGATIVE_INFINITY)

type TwinRow = CarteData['places'][number]

function Twin({ carte, base }: CarteProps) {
  const { compared, indicateur, periode } = carte
  const before = new Map(compared?.places.map(({ code, cell }) => [code, cell]))
  const head = (
    <>
      <th scope="col">{carte.qpvs.length > 0 ? 'Commune ou quartier' : 'Commune'}</th>
      {compared && (
        <th scope="col" className="num">
          {compared.periode}
        </th>
      )}
      <th scope="col" className="num">
        {compared ? periode : indicateur.unit}
      </th>
    </>
  )
  const rows = [
    ...carte.qpvs.toSorted(byValue).map((row) => ({ ...row, niveau: 'qpv' })),
    ...carte.places.toSorted(byValue).map((row) => ({ ...row, niveau: 'commune' })),
  ]
  return (
    <Card title="Les mêmes chiffres">
      <Table caption={`${indicateur.label} par commune`} head={head}>
        {rows.map(({ niveau, code, nom, cell }) => (
          <tr key={code}>
            <th scope="row">
              <a href={`${base}/portrait/${niveau}/${code}`}>{nom}</a>
              {niveau === 'qpv' && <span className="small muted"> {code}</span>}
            </th>
            {compared && <td className="num">{before.has(code) && <Before cell={before.get(code)} />}</td>}
            <td className="num">
              <Figure cell={cell} undated />
            </td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}

function Before({ cell }: { cell: TwinRow['cell'] | undefined }) {
  return cell ? <Figure cell={cell} undated /> : null
}
