import { Link } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import { Badge, Card } from '#app/ui/page.tsx'
import { renduEtats, renduTones } from './compte-rendu.words.ts'
import type { SuitePage } from './suite-page.server.ts'

/** The financial reports of a dossier, one a year. */
export function RendusCard({ page: { rendus, today, isCarrier }, base }: { page: SuitePage; base: string }) {
  return (
    <Card title="Comptes rendus financiers">
      {rendus.length === 0 ? (
        <p className="muted">Aucun compte rendu n’est attendu : rien n’est accordé.</p>
      ) : (
        <ul className="list stack-s">
          {rendus.map((its) => {
            const isOpen = its.etat !== 'depose' && its.etat !== 'accepte'
            return (
              <li key={its.id} className="row">
                <Link to={`${base}/comptes-rendus/${its.id}`}>
                  {isOpen && isCarrier ? 'Remplir le compte rendu' : 'Compte rendu'} {its.exercice}
                </Link>
                <Badge tone={renduTones[its.etat]}>{renduEtats[its.etat]}</Badge>
                {isOpen && (
                  <span className={its.echeance < today ? 'broken' : 'muted'}>
                    {its.echeance < today ? 'En retard : attendu le' : 'À remettre avant le'}{' '}
                    {formatDate(its.echeance)}
                  </span>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </Card>
  )
}
