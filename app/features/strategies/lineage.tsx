import { Link } from 'react-router'
import { formatDateLong, type IsoDate } from '#app/lib/dates.ts'
import { type Box, type LineageDocument, type LineageRelation, layoutLineage } from './lineage.plot.ts'
import './strategies.css'

interface LineageProps {
  documents: ReadonlyArray<LineageDocument>
  relations: ReadonlyArray<LineageRelation>
  at: IsoDate
  toDocument: (code: string) => string
}

/** The documents on a line of time with what links them; the table beside says the same. */
export function LineagePicture({ documents, relations, at, toDocument }: LineageProps) {
  const picture = layoutLineage(documents, relations, at)
  return (
    <figure className="lineage">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard */}
      <section className="lineage-scroll" tabIndex={0} aria-label="Frise des documents">
        {/* biome-ignore lint/a11y/useSemanticElements: a drawing with links in it; no HTML element groups inside SVG */}
        <svg
          viewBox={`-18 0 ${picture.width + 30} ${picture.height}`}
          role="group"
          aria-label={summaryOf(documents)}
        >
          {picture.ticks.map((tick) => (
            <g key={tick.label} className="lineage-tick">
              <line x1={tick.x} x2={tick.x} y1={22} y2={picture.height} />
              <text x={tick.x} y={14} textAnchor="middle">
                {tick.label}
              </text>
            </g>
          ))}
          {picture.links.map((link) => (
            <path key={link.id} className={`lineage-link ${link.nature}`} d={link.path} />
          ))}
          {picture.cursorX !== null && (
            <line
              className="lineage-cursor"
              x1={picture.cursorX}
              x2={picture.cursorX}
              y1={20}
              y2={picture.height}
            />
          )}
          {picture.boxes.map((box) => (
            <LineageBox key={box.id} box={box} to={toDocument(box.code)} />
          ))}
        </svg>
      </section>
      <figcaption className="row small muted">
        <span className="lineage-key renouvelle">renouvelle</span>
        <span className="lineage-key decline">décline</span>
        <span className="lineage-key partage_axes">partage ses axes</span>
        {picture.cursorX !== null && <span className="lineage-key cursor">{formatDateLong(at)}</span>}
      </figcaption>
    </figure>
  )
}

function LineageBox({ box, to }: { box: Box; to: string }) {
  return (
    <Link to={to}>
      <g className={`lineage-box ${box.etatAt}`}>
        <rect x={box.x} y={box.y} width={box.width} height={58} rx={6} />
        <text x={box.x + 10} y={box.y + 24} className="lineage-label">
          {box.label}
        </text>
        <text x={box.x + 10} y={box.y + 44} className="lineage-detail">
          {box.width > 170 ? box.detail : box.detail.split(',')[0]}
        </text>
      </g>
    </Link>
  )
}

function summaryOf(documents: ReadonlyArray<LineageDocument>): string {
  return `Frise : ${documents.map((its) => its.titre).join(' ; ')}. Le tableau qui suit donne les mêmes renseignements.`
}
