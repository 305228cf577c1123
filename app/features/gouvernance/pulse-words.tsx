import { addMonths, daysBetween, formatDateLong, formatMonth, type IsoDate, yearOf } from '#app/lib/dates.ts'
import { formatShare } from '#app/lib/numbers.ts'
import { formatCount } from '#app/lib/text.ts'
import { Badge } from '#app/ui/page.tsx'
import type { Pulse } from './pulse.rules.ts'

/** « silencieuse depuis juillet 2015 », « à jour », or nothing when no rhythm was promised. */
export function PulseBadge({ pulse }: { pulse: Pulse }) {
  if (pulse.silencieuseDepuis)
    return (
      <Badge tone={pulse.prochaine ? 'ochre' : 'red'}>
        {`${pulse.jamais ? 'jamais réunie, attendue' : 'silencieuse'} depuis ${formatMonth(pulse.silencieuseDepuis)}`}
      </Badge>
    )
  if (pulse.attendues === null) return <Badge>sans rythme fixé</Badge>
  return <Badge tone="green">garde son rythme</Badge>
}

/** What a pulse says, in one sentence. */
export function pulseSentence(pulse: Pulse): string {
  const held = formatCount(pulse.tenues, 'séance tenue', 'séances tenues')
  const expected = pulse.attendues === null ? '' : ` pour ${pulse.attendues} attendues`
  const last = pulse.derniere
    ? `la dernière le ${formatDateLong(pulse.derniere)}`
    : 'aucune depuis sa création'
  const next = pulse.prochaine ? `la prochaine le ${formatDateLong(pulse.prochaine)}` : 'aucune prévue'
  return `${held}${expected} sur douze mois ; ${last} ; ${next}.`
}

interface Meeting {
  jour: IsoDate
  isHeld: boolean
}

const WIDTH = 640
const YEARS = 4

/** Four years of a body on one line: the meetings held, those to come, and the silence since its rhythm was lost. */
export function PulsePicture({
  pulse,
  seances,
  at,
}: {
  pulse: Pulse
  seances: ReadonlyArray<Meeting>
  at: IsoDate
}) {
  const from = addMonths(at, -12 * (YEARS - 1))
  const until = addMonths(at, 12)
  const x = (day: IsoDate) => (daysBetween(from, day) / daysBetween(from, until)) * WIDTH
  const years = Array.from({ length: YEARS + 1 }, (_, index) => yearOf(from) + index + 1)
  const shown = seances.filter((its) => its.jour >= from && its.jour <= until)
  const silent = pulse.silencieuseDepuis && pulse.silencieuseDepuis > from ? pulse.silencieuseDepuis : from
  return (
    <svg className="pulse" viewBox={`-8 0 ${WIDTH + 16} 56`} role="img" aria-label={pulseSentence(pulse)}>
      {pulse.silencieuseDepuis && (
        <rect className="pulse-silence" x={x(silent)} y={14} width={x(at) - x(silent)} height={16} rx={3} />
      )}
      <line className="pulse-line" x1={0} x2={WIDTH} y1={22} y2={22} />
      {years
        .map((year) => ({ year, at: x(`${year}-01-01` as IsoDate) })) // as: the first day of a year is a date
        .filter((tick) => tick.at > 0 && tick.at < WIDTH)
        .map((tick) => (
          <g key={tick.year} className="pulse-tick">
            <line x1={tick.at} x2={tick.at} y1={12} y2={32} />
            <text x={tick.at} y={48} textAnchor="middle">
              {tick.year}
            </text>
          </g>
        ))}
      <line className="pulse-today" x1={x(at)} x2={x(at)} y1={4} y2={36} />
      {shown.map((its) => (
        <circle
          key={its.jour}
          className={its.isHeld ? 'pulse-held' : 'pulse-planned'}
          cx={x(its.jour)}
          cy={22}
          r={6}
        />
      ))}
    </svg>
  )
}

/** The share of those who came, meeting by meeting: small bars, and the last figure in words. */
export function AttendanceBars({ list }: { list: ReadonlyArray<{ jour: IsoDate; part: number }> }) {
  const last = list.at(-1)
  if (!last) return <span className="small muted">aucune présence connue</span>
  const words = list.map((its) => `${formatDateLong(its.jour)} : ${formatShare(its.part, 0)}`).join(' ; ')
  return (
    <span className="row">
      <svg
        className="attendance"
        viewBox={`0 0 ${list.length * 8} 24`}
        width={list.length * 8}
        height={24}
        role="img"
        aria-label={words}
      >
        {list.map((its, index) => (
          <rect
            key={its.jour}
            x={index * 8}
            y={24 - Math.max(2, its.part * 24)}
            width={6}
            height={Math.max(2, its.part * 24)}
            rx={1}
          />
        ))}
      </svg>
      <span className="small">{formatShare(last.part, 0)}</span>
    </span>
  )
}
