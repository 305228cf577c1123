import { Exemple } from '#app/ui/page.tsx'
import type { Arrow, Box } from './logique.rules.ts'
import { etageLeads, etages, solidites } from './logique.schema.ts'
import { type Picture, tallLayout, wideLayout } from './logique-picture.rules.ts'

interface LogiquePictureProps {
  boxes: ReadonlyArray<Box & { exemple: boolean }>
  arrows: ReadonlyArray<Arrow>
  label: string
}

/** The model drawn twice: columns side by side on a screen, one under the other on a phone. Tables say the same. */
export function LogiquePicture({ boxes, arrows, label }: LogiquePictureProps) {
  return (
    <figure className="logic">
      <Drawing picture={wideLayout(boxes, arrows)} name="logic-wide" label={label} />
      <Drawing picture={tallLayout(boxes, arrows)} name="logic-tall" label={label} />
      <figcaption className="row small">
        {Object.entries(solidites).map(([key, words]) => (
          <span key={key} className={`logic-key logic-${key}`}>
            {words}
          </span>
        ))}
        <span className="muted">Les numéros renvoient aux hypothèses ci-dessous.</span>
        {boxes.some((its) => its.exemple) && <Exemple />}
      </figcaption>
    </figure>
  )
}

function Drawing({ picture, name, label }: { picture: Picture; name: string; label: string }) {
  const { width, height, heads, boxes, arrows } = picture
  return (
    <svg className={name} viewBox={`-2 -2 ${width + 4} ${height + 4}`} role="img" aria-label={label}>
      <defs>
        {Object.keys(solidites).map((key) => (
          <marker
            key={key}
            id={`${name}-${key}`}
            className={`logic-${key}`}
            viewBox="0 0 8 8"
            refX="6"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto"
          >
            <path d="M0 0L8 4L0 8z" />
          </marker>
        ))}
      </defs>
      {heads.map(({ etage, x, y }) => (
        <g key={etage} className="logic-head">
          <text x={x} y={y}>
            {etages[etage]}
          </text>
          <text
            className="logic-lead"
            x={name === 'logic-wide' ? x : x + 112}
            y={name === 'logic-wide' ? y + 16 : y}
          >
            {etageLeads[etage]}
          </text>
        </g>
      ))}
      {arrows.map(({ id, path, solidite }) => (
        <path
          key={id}
          className={`logic-arrow logic-${solidite}`}
          d={path}
          markerEnd={`url(#${name}-${solidite})`}
        />
      ))}
      {boxes.map((box) => (
        <BoxDrawn key={box.id} box={box} />
      ))}
      {arrows.map(({ id, rank, mark, solidite }) => (
        <g key={id} className={`logic-mark logic-${solidite}`}>
          <circle cx={mark.x} cy={mark.y} r={10} />
          <text x={mark.x} y={mark.y + 4} textAnchor="middle">
            {rank}
          </text>
        </g>
      ))}
    </svg>
  )
}

function BoxDrawn({ box }: { box: Picture['boxes'][number] }) {
  return (
    <g className={`logic-box logic-${box.etage}`}>
      <rect x={box.x} y={box.y} width={box.width} height={box.height} rx={7} />
      {box.lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one text, in their order
        <text key={at} x={box.x + 12} y={box.y + 23 + at * 17}>
          {line}
        </text>
      ))}
    </g>
  )
}
