import { Form, Link } from 'react-router'
import { Card, Empty } from '#app/ui/page.tsx'
import type { Route } from './+types/observatoire.route'
import { LieuSelect } from './lieu-select.tsx'

/** What to do when no file was imported yet. */
export function EmptyStore() {
  return (
    <Card>
      <Empty
        title="L’observatoire est vide."
        action={
          <Link className="btn primary" to="imports">
            Voir quels fichiers importer
          </Link>
        }
      >
        Aucun fichier de données n’a encore été importé : la liste dit lesquels télécharger, et chez qui.
      </Empty>
    </Card>
  )
}

interface ReadingCardProps extends Pick<Route.ComponentProps['loaderData'], 'lieux'> {
  base: string
}

/** The ways into the figures: a portrait, a map, series, similar places. */
export function ReadingCard({ base, lieux }: ReadingCardProps) {
  return (
    <Card title="Lire un territoire">
      <Form method="get" action={`${base}/portrait`} className="row obs-form">
        <LieuSelect name="lieu" label="Portrait de" choices={lieux} />
        <button className="btn primary" type="submit">
          Ouvrir le portrait
        </button>
      </Form>
      <ul className="row list obs-doors">
        <li>
          <Link className="btn" to="carte">
            Carte
          </Link>
        </li>
        <li>
          <Link className="btn" to="explorer">
            Explorer des séries
          </Link>
        </li>
        <li>
          <Link className="btn" to="semblables">
            Territoires semblables
          </Link>
        </li>
      </ul>
    </Card>
  )
}
