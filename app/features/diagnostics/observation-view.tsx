import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import { formatCount } from '#app/lib/text.ts'
import { AxeDot, Badge, Exemple } from '#app/ui/page.tsx'
import { parseEtiquettes } from './observation.rules.ts'
import { certitudes, qualites } from './observation.schema.ts'
import type { ObservationRow } from './observations.queries.server.ts'
import './diagnostics.css'

interface ObservationProps {
  observation: ObservationRow
  /** Address of the territory. */
  base: string
  /** Its page opens from the list, not from itself. */
  link?: boolean
  children?: ReactNode
}

/** What someone saw: the text, then who, where, since when and how sure. */
export function Observation({ observation, base, link = true, children }: ObservationProps) {
  const { id, texte, axeNumero, exemple, etiquettes, reponses, constats } = observation
  const places = [...observation.qpvNoms, ...observation.communeNoms]
  return (
    <article className="field-word stack-s">
      <p>{texte}</p>
      <p className="small muted">
        {signature(observation)} {exemple && <Exemple />}
      </p>
      <p className="row small">
        {axeNumero && <AxeDot numero={axeNumero} />}
        {places.length > 0 && <span>{places.join(', ')}</span>}
        {parseEtiquettes(etiquettes).map((tag) => (
          <Link key={tag} to={`${base}/observations?etiquette=${encodeURIComponent(tag)}`}>
            <Badge>{tag}</Badge>
          </Link>
        ))}
        {reponses > 0 && <Badge tone="brand">{formatCount(reponses, 'réponse')}</Badge>}
        {constats > 0 && <Badge tone="green">{`dans ${formatCount(constats, 'constat')}`}</Badge>}
        {link && <Link to={`${base}/observations/${id}`}>Ouvrir</Link>}
      </p>
      {children}
    </article>
  )
}

/** « Bénévole, Centre social. Vu ou entendu soi-même, depuis deux ans ; noté le 1 octobre 2026. » */
export function signature(observation: ObservationRow): string {
  const { auteurQualite, organisation, contributeur, certitude, depuis, observeeLe, sources } = observation
  const who = [qualites[auteurQualite], contributeur || organisation].filter(Boolean).join(', ')
  const how = [certitudes[certitude], depuis].filter(Boolean).join(', ')
  return `${who}. ${how} ; noté le ${formatDate(observeeLe)}.${sources ? ` Source : ${sources}.` : ''}`
}
