import { Form, Link } from 'react-router'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { roleNames } from '#app/platform/permissions.ts'
import { Badge, Empty } from '#app/ui/page.tsx'
import type { AffectationLine } from './personnes.queries.server.ts'
import { limitOf } from './personnes-table.tsx'

export interface AffectationsListProps {
  affectations: ReadonlyArray<AffectationLine>
  canManage: boolean
  today: IsoDate
}

/** The roles of a person, past ones included, with what an administrator may do of each. */
export function AffectationsList({ affectations, canManage, today }: AffectationsListProps) {
  if (affectations.length === 0) return <Empty title="Aucun rôle pour l’instant." />
  return (
    <ul className="list">
      {affectations.map((its) => (
        <li key={its.id} className="row">
          <span>
            <strong>{its.role ? roleNames[its.role] : 'Demande'}</strong>
            {its.fonction && `, ${its.fonction}`}, {its.organisation}
            {limitOf(its) && <span className="muted"> ({limitOf(its)})</span>}
            <br />
            <span className="muted small">{periodOf(its)}</span> <EtatBadge affectation={its} today={today} />
          </span>
          {canManage && isOpen(its, today) && <Gestes affectation={its} />}
        </li>
      ))}
    </ul>
  )
}

function isOpen(its: AffectationLine, today: IsoDate): boolean {
  return its.etat === 'en_attente' || (its.etat === 'active' && (!its.fin || its.fin > today))
}

function periodOf({ debut, fin }: AffectationLine): string {
  return fin ? `du ${formatDate(debut)} au ${formatDate(fin)} exclu` : `depuis le ${formatDate(debut)}`
}

function EtatBadge({ affectation, today }: { affectation: AffectationLine; today: IsoDate }) {
  if (affectation.etat === 'en_attente') return <Badge tone="ochre">demande à accepter</Badge>
  if (affectation.etat === 'refusee') return <Badge tone="red">refusé ou retiré</Badge>
  if (affectation.invitationExpireLe) return <Badge tone="ochre">invitation envoyée</Badge>
  return isOpen(affectation, today) ? null : <Badge>terminé</Badge>
}

function Gestes({ affectation }: { affectation: AffectationLine }) {
  const pending = affectation.etat === 'en_attente'
  return (
    <Form method="post" className="row end">
      <input type="hidden" name="affectation" value={affectation.id} />
      <Link className="btn small" to={`roles/${affectation.id}`}>
        {pending ? 'Répondre' : 'Modifier'}
      </Link>
      {affectation.invitationExpireLe && (
        <>
          <button type="submit" className="btn small" name="geste" value="renvoyer">
            Renvoyer l’invitation
          </button>
          <button type="submit" className="btn small" name="geste" value="revoquer">
            Retirer l’invitation
          </button>
        </>
      )}
      <button type="submit" className="btn small" name="geste" value={pending ? 'refuser' : 'terminer'}>
        {pending ? 'Refuser' : 'Terminer aujourd’hui'}
      </button>
    </Form>
  )
}
