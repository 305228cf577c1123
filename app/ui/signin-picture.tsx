/** Thirty-five dots and the threads between them: a territory that holds together. Decorative. */
export function SigninPicture() {
  const dots = Array.from({ length: 35 }, (_, index) => dotAt(index))
  const threads = dots.flatMap((dot, index) => nearest(dots, index).map((other) => [dot, other] as const))
  return (
    <svg viewBox="0 0 400 260" aria-hidden="true" fill="none" stroke="currentColor">
      {threads.map(([from, to]) => (
        <path
          key={`${from.x},${from.y}-${to.x},${to.y}`}
          d={`M${from.x} ${from.y}L${to.x} ${to.y}`}
          strokeOpacity=".28"
        />
      ))}
      {dots.map((dot) => (
        <circle
          key={`${dot.x},${dot.y}`}
          cx={dot.x}
          cy={dot.y}
          r={dot.r}
          fill="currentColor"
          fillOpacity={dot.r > 6 ? 0.95 : 0.6}
          stroke="none"
        />
      ))}
    </svg>
  )
}

interface Dot {
  x: number
  y: number
  r: number
}

// Sunflower spiral: even spacing without randomness, so that server and browser draw the same.
function dotAt(index: number): Dot {
  const angle = index * 2.399963
  const radius = 20 * Math.sqrt(index)
  return {
    x: Math.round(200 + radius * 1.55 * Math.cos(angle)),
    y: Math.round(130 + radius * Math.sin(angle)),
    r: index === 0 ? 9 : index % 3 === 0 ? 6.5 : 4,
  }
}

function nearest(dots: ReadonlyArray<Dot>, index: number): Dot[] {
  const from = dots[index]
  if (!from) return []
  return dots
    .slice(0, index)
    .sort((a, b) => distance(a, from) - distance(b, from))
    .slice(0, 2)
}

function distance(a: Dot, b: Dot): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}
