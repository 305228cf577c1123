import { Link } from 'react-router'
import { colourings } from './territoire-colours.ts'

/** What the map shows, one link each. */
export function Colourings({ current }: { current: string }) {
  return (
    <nav className="tabs" aria-label="Ce que montre la carte">
      {Object.entries(colourings).map(([value, label]) => (
        <Link
          key={value}
          to={`?couleur=${value}`}
          aria-current={value === current ? 'page' : undefined}
          preventScrollReset
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}
