import { CalendarRange, Columns3, Map as MapIcon, Rows3 } from 'lucide-react'
import { Link, useSearchParams } from 'react-router'
import { filterParams } from './fiche.filter.ts'

const views = [
  { key: 'liste', path: '', label: 'Liste', icon: Rows3 },
  { key: 'tableau', path: '/tableau', label: 'Tableau', icon: Columns3 },
  { key: 'calendrier', path: '/calendrier', label: 'Calendrier', icon: CalendarRange },
  { key: 'carte', path: '/carte', label: 'Carte', icon: MapIcon },
] as const

export type FichesView = (typeof views)[number]['key']

/** The same fiches seen four ways: the filters travel from one to the other. */
export function FichesViews({ current }: { current: FichesView }) {
  const [params] = useSearchParams()
  const query = filterParams(params).toString()
  const root = current === 'liste' ? '../fiches' : '..'
  return (
    <nav className="tabs" aria-label="Présentation des fiches">
      {views.map(({ key, path, label, icon: Icon }) => (
        <Link
          key={key}
          to={`${root}${path}${query ? `?${query}` : ''}`}
          relative="path"
          aria-current={key === current ? 'page' : undefined}
        >
          <Icon aria-hidden size={15} /> {label}
        </Link>
      ))}
    </nav>
  )
}
