import { CircleCheck, FlaskConical, Inbox, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'

export interface Crumb {
  to?: string
  label: string
}

/** The head of every page: where one is, what it is, what can be done. One h1 a page. */
export function PageHead({
  title,
  crumbs,
  lead,
  actions,
  badges,
}: {
  title: ReactNode
  crumbs?: ReadonlyArray<Crumb>
  lead?: ReactNode
  actions?: ReactNode
  badges?: ReactNode
}) {
  return (
    <header className="stack-s">
      {crumbs && crumbs.length > 0 && <Crumbs items={crumbs} />}
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          {badges && <p className="row">{badges}</p>}
          {lead && <p className="lead">{lead}</p>}
        </div>
        {actions && <div className="actions">{actions}</div>}
      </div>
    </header>
  )
}

function Crumbs({ items }: { items: ReadonlyArray<Crumb> }) {
  return (
    <nav className="crumbs" aria-label="Fil d’Ariane">
      <ol>
        {items.map((crumb) => (
          <li key={crumb.label}>{crumb.to ? <Link to={crumb.to}>{crumb.label}</Link> : crumb.label}</li>
        ))}
      </ol>
    </nav>
  )
}

export function Card({
  title,
  aside,
  children,
  id,
}: {
  title?: ReactNode
  aside?: ReactNode
  children: ReactNode
  id?: string
}) {
  return (
    <section className="card" id={id}>
      {title && (
        <header>
          <h2>{title}</h2>
          {aside}
        </header>
      )}
      {children}
    </section>
  )
}

/** Nothing here yet, and what to do next. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="empty">
      <Inbox aria-hidden />
      <strong>{title}</strong>
      {children && <div>{children}</div>}
      {action}
    </div>
  )
}

export type Tone = 'neutral' | 'brand' | 'green' | 'ochre' | 'red' | 'violet'

export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={tone === 'neutral' ? 'badge' : `badge ${tone}`}>{children}</span>
}

/** What is invented for the demonstration says so. */
export function Exemple() {
  return (
    <span className="badge violet" title="Donnée inventée pour la démonstration">
      <FlaskConical aria-hidden size={12} /> exemple
    </span>
  )
}

/** What a source leaves unsure says so. */
export function AConfirmer({ children = 'à confirmer' }: { children?: ReactNode }) {
  return (
    <span className="badge ochre">
      <TriangleAlert aria-hidden size={12} /> {children}
    </span>
  )
}

export function Notice({
  tone = 'info',
  children,
}: {
  tone?: 'info' | 'warning' | 'error' | 'success'
  children: ReactNode
}) {
  return <div className={tone === 'info' ? 'notice' : `notice ${tone}`}>{children}</div>
}

/** The sentence that says a form was kept, shown once after it. */
export function Said({ message }: { message: string | null }) {
  if (!message) return null
  return (
    <div className="notice success row" role="status">
      <CircleCheck aria-hidden size={18} /> {message}
    </div>
  )
}

export function Stat({ value, label, to }: { value: ReactNode; label: string; to?: string }) {
  const content = (
    <>
      <b>{value}</b> {label}
    </>
  )
  return <div className="stat">{to ? <Link to={to}>{content}</Link> : content}</div>
}

export function Facts({ items }: { items: ReadonlyArray<readonly [string, ReactNode]> }) {
  const shown = items.filter(([, value]) => value !== null && value !== undefined && value !== '')
  return (
    <dl className="facts">
      {shown.map(([label, value]) => (
        <div key={label} className="facts-row">
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The number of an axis, in its colour. */
export function AxeDot({ numero }: { numero: string }) {
  const colour = Number.parseInt(numero, 10)
  return <span className={`axe-dot axe-c${Number.isNaN(colour) ? 1 : ((colour - 1) % 6) + 1}`}>{numero}</span>
}
