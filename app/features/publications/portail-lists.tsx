import { Link } from 'react-router'
import { formatPeriode, parseIsoDate } from '#app/lib/dates.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { formatShortList } from '#app/lib/text.ts'
import { Badge, Empty, Exemple } from '#app/ui/page.tsx'
import type { Published, PublishedAction } from './portail.queries.server.ts'
import { type PublicFiche, publicNatures } from './public.schema.ts'

/** Publications of any nature, one a line. */
export function PublishedList({
  base,
  rows,
  heading: Heading = 'h2',
}: {
  base: string
  rows: ReadonlyArray<Published>
  heading?: 'h2' | 'h3'
}) {
  if (rows.length === 0) return <Empty title="Rien n’est publié pour l’instant" />
  return (
    <ul className="list portail-list">
      {rows.map((row) => (
        <li key={`${row.nature}-${row.adresse}`}>
          <Heading className="portail-title">
            <Link to={`${base}/${publicNatures[row.nature].chemin}/${row.adresse}`}>{row.titre}</Link>
          </Heading>
          {row.resume && <p>{row.resume}</p>}
          <p className="muted">
            {publicNatures[row.nature].un} · publication du{' '}
            <time dateTime={row.publieLe}>{formatInstant(new Date(row.publieLe))}</time>
          </p>
        </li>
      ))}
    </ul>
  )
}

/** Who does what, where. */
export function ActionsTable({ base, rows }: { base: string; rows: ReadonlyArray<PublishedAction> }) {
  if (rows.length === 0)
    return (
      <Empty title="Aucune action publiée ne répond à ces choix">
        Essayez une autre commune ou un autre axe.
      </Empty>
    )
  return (
    <ul className="list portail-list">
      {rows.map(({ adresse, fiche }) => (
        <li key={adresse}>
          <h2 className="portail-title">
            <Link to={`${base}/actions/${adresse}`}>{fiche.titre}</Link>
          </h2>
          <p className="row">
            <Badge tone="brand">{fiche.etat}</Badge>
            {fiche.exemple && <Exemple />}
          </p>
          {fiche.resume && <p>{fiche.resume}</p>}
          <dl className="portail-facts">
            <Line
              label="Qui"
              value={formatShortList(
                [fiche.porteur, ...fiche.operateurs.filter((nom) => nom !== fiche.porteur)].filter(Boolean),
                4,
              )}
            />
            <Line label="Où" value={placesOf(fiche)} />
            <Line label="Pour qui" value={fiche.publicVise} />
            <Line label="Quand" value={periodOf(fiche)} />
            <Line label="Axe" value={fiche.axe} />
          </dl>
        </li>
      ))}
    </ul>
  )
}

function Line({ label, value }: { label: string; value: string }) {
  if (value === '') return null
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function placesOf({ communes, quartiers }: PublicFiche): string {
  const places = [...communes, ...quartiers].map(({ nom }) => nom)
  return places.length === 0 ? 'Tout le territoire' : formatShortList(places, 5)
}

function periodOf({ debut, fin }: PublicFiche): string {
  return debut || fin ? formatPeriode({ debut: parseIsoDate(debut), fin: parseIsoDate(fin) }) : ''
}
