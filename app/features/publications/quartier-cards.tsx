import { Link } from 'react-router'
import { formatInstant } from '#app/lib/paris-time.ts'
import { formatCount } from '#app/lib/text.ts'
import { Badge, Card, Empty, Exemple } from '#app/ui/page.tsx'
import type { PublishedAction } from './portail.queries.server.ts'

interface Place {
  code: string
  nom: string
}

/** One's commune or neighbourhood, in one list: nobody has to know which of the two it is. */
export function LieuForm({
  lieu,
  choices,
}: {
  lieu: string
  choices: { communes: ReadonlyArray<Place>; quartiers: ReadonlyArray<Place> }
}) {
  const options = (places: ReadonlyArray<Place>) =>
    places.map(({ code, nom }) => (
      <option key={code} value={code}>
        {nom}
      </option>
    ))
  return (
    <form method="get" className="portail-filters">
      <label>
        Ma commune ou mon quartier
        <select name="lieu" className="input" defaultValue={lieu}>
          <optgroup label="Quartiers prioritaires">{options(choices.quartiers)}</optgroup>
          <optgroup label="Communes">{options(choices.communes)}</optgroup>
        </select>
      </label>
      <button type="submit" className="btn primary">
        Voir ce qui s’y fait
      </button>
    </form>
  )
}

/** What is done there, and by whom. */
export function ActionsHere({ base, rows }: { base: string; rows: ReadonlyArray<PublishedAction> }) {
  return (
    <Card
      title="Les actions"
      aside={<span className="muted">{formatCount(rows.length, 'action publiée', 'actions publiées')}</span>}
    >
      {rows.length === 0 ? (
        <Empty title="Aucune action n’est encore publiée ici" />
      ) : (
        <ul className="list portail-list">
          {rows.map(({ adresse, fiche }) => (
            <li key={adresse}>
              <span>
                <Link to={`${base}/actions/${adresse}`}>{fiche.titre}</Link>{' '}
                <Badge tone="brand">{fiche.etat}</Badge> {fiche.exemple && <Exemple />}
              </span>
              {fiche.publicVise && <div className="muted">Pour : {fiche.publicVise}</div>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

/** Whom one may meet, and the places around. */
export function AroundHere({
  acteurs,
  autour,
  sorte,
}: {
  acteurs: ReadonlyArray<string>
  autour: ReadonlyArray<Place>
  sorte: 'commune' | 'quartier'
}) {
  return (
    <Card title="Les lieux et les acteurs">
      {autour.length > 0 && (
        <p>
          {sorte === 'commune' ? 'Quartiers prioritaires : ' : 'Commune : '}
          {autour.map(({ code, nom }, at) => (
            <span key={code}>
              {at > 0 && ', '}
              <Link to={`?lieu=${code}`}>{nom}</Link>
            </span>
          ))}
        </p>
      )}
      {acteurs.length === 0 ? (
        <p className="muted">Aucun acteur n’est encore nommé par une action publiée.</p>
      ) : (
        <ul className="portail-columns">
          {acteurs.map((nom) => (
            <li key={nom}>{nom}</li>
          ))}
        </ul>
      )}
    </Card>
  )
}

interface Service {
  nom: string
  type: string
  commune: string
}

/** The services one may go to, as the national offer tells them. */
export function ServicesHere({ services }: { services: ReadonlyArray<Service> | null }) {
  return (
    <Card
      title="Les services ouverts"
      aside={services && <span className="muted">{formatCount(services.length, 'service')}</span>}
    >
      {services === null ? (
        <p className="muted">
          L’offre de services d’insertion (data·inclusion) n’a pas encore été chargée par ce territoire.
        </p>
      ) : services.length === 0 ? (
        <p className="muted">L’offre chargée ne contient aucun service ici.</p>
      ) : (
        <>
          <ul className="list portail-list">
            {services.map(({ nom, type, commune }) => (
              <li key={`${nom} ${type} ${commune}`}>
                {nom} <span className="muted">{[type, commune].filter(Boolean).join(', ')}</span>
              </li>
            ))}
          </ul>
          <p className="muted">Source : data·inclusion, Licence Ouverte 2.0.</p>
        </>
      )}
    </Card>
  )
}

interface OpenAppel {
  code: string
  titre: string
  fermeLe: Date | null
}

/** How to take part: to come, or to ask for money. */
export function TakePart({
  base,
  participer,
  courriel,
  appels,
}: {
  base: string
  participer: string
  courriel: string
  appels: ReadonlyArray<OpenAppel>
}) {
  return (
    <Card title="Comment participer">
      {participer && <p>{participer}</p>}
      {appels.length === 0 ? (
        <p className="muted">Aucun appel à projets n’est ouvert en ce moment.</p>
      ) : (
        <ul className="list portail-list">
          {appels.map(({ code, titre, fermeLe }) => (
            <li key={code}>
              <Link to={`${base}/appels/${code}`}>{titre}</Link>{' '}
              {fermeLe && <span className="muted">Dépôts jusqu’au {formatInstant(new Date(fermeLe))}</span>}
            </li>
          ))}
        </ul>
      )}
      {courriel && (
        <p>
          Une question ? <a href={`mailto:${courriel}`}>{courriel}</a>
        </p>
      )}
    </Card>
  )
}
