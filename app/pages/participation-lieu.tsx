import { Link } from 'react-router'
import { genres, NiveauDisc, niveaux } from '#app/features/participation/index.ts'
import { Card } from '#app/ui/page.tsx'
import type { PartsOf } from './participation.server.ts'

/** What the commune says of its part, and what is proposed to it: each line opens where it is said or changed. */
export function PartsPanel({ parts, base, code }: { parts: PartsOf; base: string; code: string }) {
  const to = (genre: string, cible?: string) =>
    `${base}/participation?${new URLSearchParams({ genre, commune: code, ...(cible ? { cible } : {}) })}#regard`
  return (
    <Card title="Participation" aside={<Link to={to('axe')}>Tout voir</Link>}>
      {parts.said.length + parts.waiting.length === 0 ? (
        <p className="muted">La commune n’a encore rien dit de sa part dans le projet.</p>
      ) : (
        <ul className="list stack-s">
          {parts.waiting.map((its) => (
            <li key={its.cible}>
              <strong>Proposé : {niveaux[its.niveau].toLowerCase()}</strong>,{' '}
              <Link to={to(its.genre, its.cible)}>{its.nom}</Link>. En attente de réponse.
            </li>
          ))}
          {parts.said.map((its) => (
            <li key={its.cible}>
              <NiveauDisc niveau={its.niveau} /> {niveaux[its.niveau]},{' '}
              <Link to={to(its.genre, its.cible)}>{its.nom}</Link>{' '}
              <span className="muted small">{genres[its.genre].toLowerCase()}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
