import { CalendarClock } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Form, Link, useLocation, useSearchParams } from 'react-router'
import { formatDate, formatDateLong, type IsoDate } from '#app/lib/dates.ts'

interface TravelProps {
  at: IsoDate
  today: IsoDate
}

/** Reads the project at another day: keeps the page and its filters, changes `au`. Closes when the page changes. */
export function DateTravel({ at, today }: TravelProps) {
  const [params] = useSearchParams()
  const location = useLocation()
  const details = useRef<HTMLDetailsElement>(null)
  const kept = [...params].filter(([name]) => name !== 'au')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is what closes the panel
  useEffect(() => details.current?.removeAttribute('open'), [location.key])
  return (
    <details className="popover" ref={details}>
      <summary className="btn small">
        <CalendarClock aria-hidden size={16} /> {at === today ? 'Aujourd’hui' : `Au ${formatDate(at)}`}
      </summary>
      <Form className="popover-panel stack-s" aria-label="Lire le projet à une autre date">
        {kept.map(([name, value]) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        ))}
        <div className="field">
          <label htmlFor="au">Lire le projet tel qu’il était au</label>
          <input
            className="input"
            id="au"
            name="au"
            type="date"
            key={at}
            defaultValue={at}
            min="1990-01-01"
            max="2100-12-31"
          />
        </div>
        <button type="submit" className="btn primary">
          Aller à cette date
        </button>
      </Form>
    </details>
  )
}

/** Says that the page is not of today, and how to come back. */
export function TravelBanner({ at, today }: TravelProps) {
  const { pathname } = useLocation()
  if (at === today) return null
  return (
    <div className="travel-banner" role="status">
      <CalendarClock aria-hidden size={18} /> Vous lisez le projet tel qu’il était au {formatDateLong(at)}.
      <Link to={pathname}>Revenir à aujourd’hui</Link>
    </div>
  )
}
