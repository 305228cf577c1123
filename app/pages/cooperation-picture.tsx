import type { CooperationPage } from './cooperation.server.ts'

const SIDE = 620
const EDGE = 26

/** The picture of the network: the same organisations at the same place every year, drawn larger when they have more ties. */
export function NetworkPicture({ picture, title }: { picture: CooperationPage['picture']; title: string }) {
  const at = (share: number) => EDGE + share * (SIDE - 2 * EDGE)
  const places = new Map(picture.nodes.map((node) => [node.id, { x: at(node.x), y: at(node.y) }]))
  const sectors = [...new Set(picture.nodes.map(({ sector }) => sector))].toSorted()
  const named = readableLabels(picture.nodes, at)
  return (
    <figure className="stack-s">
      <svg className="net" viewBox={`0 0 ${SIDE} ${SIDE}`} role="img" aria-label={title}>
        <Ties picture={picture} places={places} />
        {picture.nodes.map((node) => (
          <circle
            key={node.id}
            className={node.liens > 0 ? `net-${sectors.indexOf(node.sector) % 8}` : 'net-off'}
            cx={at(node.x)}
            cy={at(node.y)}
            r={3 + Math.sqrt(node.liens) * 1.6}
          >
            <title>{`${node.label} (${node.sector}), ${node.liens} liens`}</title>
          </circle>
        ))}
        {picture.nodes
          .filter(({ id }) => named.has(id))
          .map((node) => (
            <text key={node.id} x={at(node.x)} y={at(node.y) - 8 - Math.sqrt(node.liens)} textAnchor="middle">
              {node.label.length > 26 ? `${node.label.slice(0, 25)}…` : node.label}
            </text>
          ))}
      </svg>
      <SectorKey sectors={sectors} />
    </figure>
  )
}

type Picture = CooperationPage['picture']

function Ties({
  picture,
  places,
}: {
  picture: Picture
  places: ReadonlyMap<string, { x: number; y: number }>
}) {
  const most = Math.max(1, ...picture.edges.map(({ weight }) => weight))
  return picture.edges.map(({ source, target, weight }) => {
    const [from, to] = [places.get(source), places.get(target)]
    if (!from || !to) return null
    const strokeWidth = 0.6 + (3 * weight) / most
    return (
      <line
        key={`${source}${target}`}
        x1={from.x}
        y1={from.y}
        x2={to.x}
        y2={to.y}
        strokeWidth={strokeWidth}
      />
    )
  })
}

function SectorKey({ sectors }: { sectors: readonly string[] }) {
  return (
    <figcaption className="row small">
      {sectors.map((sector, rank) => (
        <span key={sector} className="row net-key">
          <svg viewBox="0 0 10 10" aria-hidden>
            <circle className={`net-${rank % 8}`} cx={5} cy={5} r={5} />
          </svg>
          {sector}
        </span>
      ))}
    </figcaption>
  )
}

/** The names of those that have the most ties, as long as they do not cover one another. */
function readableLabels(nodes: Picture['nodes'], at: (share: number) => number): ReadonlySet<string> {
  const kept: Array<{ id: string; x: number; y: number }> = []
  for (const { id, x, y, liens } of nodes.toSorted((a, b) => b.liens - a.liens)) {
    const place = { id, x: at(x), y: at(y) }
    const isFree = kept.every((its) => Math.abs(its.x - place.x) > 130 || Math.abs(its.y - place.y) > 16)
    if (liens > 0 && isFree && kept.length < 14) kept.push(place)
  }
  return new Set(kept.map(({ id }) => id))
}
