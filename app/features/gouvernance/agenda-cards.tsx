import { CalendarSync } from 'lucide-react'
import { Form, Link } from 'react-router'
import { formatDateWithWeekday } from '#app/lib/dates.ts'
import { formatHour, formatInstant } from '#app/lib/paris-time.ts'
import { Badge, Card, Empty, Exemple, Notice } from '#app/ui/page.tsx'
import type { AgendaLine } from './agenda.server.ts'
import { seanceEtats } from './seance.schema.ts'

export function AgendaList({ seances, base }: { seances: ReadonlyArray<AgendaLine>; base: string }) {
  if (seances.length === 0)
    return (
      <Empty title="Aucune séance à venir.">
        Elle s’affichera ici dès que vous y serez convoqué·e, et dans votre agenda si vous l’abonnez.
      </Empty>
    )
  return (
    <Card title="Séances à venir">
      <ul className="timeline">
        {seances.map((its) => (
          <li key={its.id}>
            <strong>{`${formatDateWithWeekday(its.jour)} à ${formatHour(its.heure)}`}</strong>{' '}
            <Badge tone={its.etat === 'preparation' ? 'ochre' : 'brand'}>{seanceEtats[its.etat]}</Badge>{' '}
            {its.exemple && <Exemple />}
            <div>
              <Link to={`${base}/seances/${its.id}`}>{its.titre}</Link>
            </div>
            <p className="small muted">{[its.instance, its.lieu].filter(Boolean).join(', ')}</p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** The address to give to one's calendar program: said once, renewed or withdrawn at will. */
export function AgendaFeedCard({ url, feedDate }: { url: string | null; feedDate: Date | null }) {
  return (
    <Card title="Dans mon agenda habituel">
      <div className="stack-s">
        {url ? (
          <Notice tone="success">
            Copiez cette adresse maintenant, elle ne sera plus montrée : dans votre agenda, choisissez «
            S’abonner par adresse ».
          </Notice>
        ) : (
          <p className="small muted">
            Votre agenda habituel peut lire vos séances par une adresse secrète, qui est à vous seul·e. Une
            séance déplacée s’y déplace d’elle-même.
          </p>
        )}
        {url && <input className="input" readOnly value={url} aria-label="Adresse secrète de votre agenda" />}
        {feedDate && !url && (
          <p className="small">{`Une adresse est en service depuis le ${formatInstant(feedDate)}.`}</p>
        )}
        <Form method="post" className="row">
          <button type="submit" className={feedDate ? 'btn' : 'btn primary'}>
            <CalendarSync aria-hidden size={16} /> {feedDate ? 'Remplacer l’adresse' : 'Obtenir mon adresse'}
          </button>
          {feedDate && (
            <button type="submit" name="retirer" value="oui" className="btn danger">
              Retirer l’adresse
            </button>
          )}
        </Form>
      </div>
    </Card>
  )
}
