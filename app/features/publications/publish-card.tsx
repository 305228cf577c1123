import { ExternalLink, Globe, History } from 'lucide-react'
import { Form } from 'react-router'
import { formatInstant } from '#app/lib/paris-time.ts'
import { Card, Notice } from '#app/ui/page.tsx'
import type { PublicationCard } from './publications.queries.server.ts'

/** Whether a thing is on the portal, and the two buttons that put it there or take it off. */
export function PublishCard({ published, changed, refusal, canPublish }: PublicationCard) {
  if (!published && !canPublish) return null
  return (
    <Card title="Portail public">
      {published ? (
        <>
          <p>
            <Globe aria-hidden size={16} />{' '}
            <a href={published.path}>
              Édition {published.edition}, publiée le {formatInstant(new Date(published.publieLe))}{' '}
              <ExternalLink aria-hidden size={14} />
            </a>
          </p>
          {changed && (
            <Notice tone="warning">
              <p className="row">
                <History aria-hidden size={15} /> A changé depuis : le portail montre toujours l’édition{' '}
                {published.edition}.
              </p>
            </Notice>
          )}
        </>
      ) : (
        <p className="muted">Rien n’en est public.</p>
      )}
      {refusal && <p className="muted">{refusal}</p>}
      {canPublish && <Buttons published={published !== null} ready={refusal === null} />}
    </Card>
  )
}

function Buttons({ published, ready }: { published: boolean; ready: boolean }) {
  return (
    <Form method="post" className="row">
      {ready && (
        <button className={published ? 'btn' : 'btn primary'} type="submit" name="intention" value="publier">
          {published ? 'Publier une nouvelle édition' : 'Publier sur le portail'}
        </button>
      )}
      {published && (
        <button className="btn" type="submit" name="intention" value="depublier">
          Retirer du portail
        </button>
      )}
    </Form>
  )
}
