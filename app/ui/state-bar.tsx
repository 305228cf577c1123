import { formatCount } from '#app/lib/text.ts'

const states = [
  { code: 'idee', one: 'idée', many: 'idées' },
  { code: 'en_montage', one: 'en montage', many: 'en montage' },
  { code: 'validee', one: 'validée', many: 'validées' },
  { code: 'en_cours', one: 'en cours', many: 'en cours' },
  { code: 'terminee', one: 'terminée', many: 'terminées' },
  { code: 'abandonnee', one: 'abandonnée', many: 'abandonnées' },
] as const

type StateCode = (typeof states)[number]['code']

/** How many fiches in each state, as one bar; the words beside say the same to those who do not see it. */
export function StateBar({ counts, most }: { counts: Partial<Record<StateCode, number>>; most: number }) {
  const shown = states
    .map((state) => ({ ...state, count: counts[state.code] ?? 0 }))
    .filter((state) => state.count > 0)
  if (shown.length === 0) return <span className="small muted">Aucune fiche</span>
  let start = 0
  const segments = shown.map((state) => {
    const segment = { ...state, x: start, width: (state.count / most) * 100 }
    start += segment.width
    return segment
  })
  return (
    <div className="state-bar">
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        {segments.map((segment) => (
          <rect
            key={segment.code}
            className={`state-${segment.code}`}
            x={segment.x}
            y="0"
            width={Math.max(0.4, segment.width - 0.4)}
            height="6"
          />
        ))}
      </svg>
      <span className="small muted">
        {shown.map((state) => formatCount(state.count, state.one, state.many)).join(', ')}
      </span>
    </div>
  )
}
