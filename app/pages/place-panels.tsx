import { Link } from 'react-router'
import type { FicheRow } from '#app/features/fiches/index.server.ts'
import { EtatBadge } from '#app/features/fiches/index.ts'
import { formatPeriode } from '#app/lib/dates.ts'
import { formatCount } from '#app/lib/text.ts'
import { AConfirmer, AxeDot, Card, Exemple } from '#app/ui/page.tsx'
import type { OrganisationOf, PerimetreOf } from './place.queries.server.ts'

interface FichesPanelProps {
  base: string
  fiches: ReadonlyArray<FicheRow>
  total: number
  all: string
}

// They say little of this place: a few, then the way to the others.
const MOST_EVERYWHERE = 4

/** The fiches about a place, those that name it first, with the way to all of them. */
export function FichesPanel({ base, fiches, total, all }: FichesPanelProps) {
  const here = fiches.filter((fiche) => fiche.portee !== 'territoire')
  const everywhere = fiches.filter((fiche) => fiche.portee === 'territoire')
  return (
    <Card title="Fiches action" aside={total > 0 && <Link to={all}>{formatCount(total, 'fiche')}</Link>}>
      {total === 0 && <p className="muted">Aucune fiche ne concerne encore ce lieu.</p>}
      {here.length > 0 && <FicheLines base={base} title="Celles qui nomment ce lieu" fiches={here} />}
      {everywhere.length > 0 && (
        <FicheLines
          base={base}
          title="Celles de tout le territoire"
          fiches={everywhere.slice(0, MOST_EVERYWHERE)}
        />
      )}
      {everywhere.length > MOST_EVERYWHERE && (
        <p className="small">
          <Link to={all}>
            Et {formatCount(total - here.length - MOST_EVERYWHERE, 'autre fiche', 'autres fiches')}
          </Link>
        </p>
      )}
    </Card>
  )
}

function FicheLines({
  base,
  title,
  fiches,
}: {
  base: string
  title: string
  fiches: ReadonlyArray<FicheRow>
}) {
  return (
    <section className="stack-s fiche-lines">
      <h3>{title}</h3>
      <ul className="list stack-s">
        {fiches.map((fiche) => (
          <li key={fiche.id} className="axis-row">
            <AxeDot numero={fiche.axeNumero ?? '?'} />
            <span>
              <Link to={`${base}/fiches/${fiche.code}`}>{fiche.titre}</Link> {fiche.exemple && <Exemple />}
              <br />
              <span className="small muted">
                {[fiche.code, fiche.debut || fiche.fin ? formatPeriode(fiche) : '', fiche.porteur ?? '']
                  .filter(Boolean)
                  .join(', ')}
              </span>
            </span>
            <EtatBadge etat={fiche.etat} />
          </li>
        ))}
      </ul>
    </section>
  )
}

export function PerimetresPanel({
  base,
  perimetres,
}: {
  base: string
  perimetres: ReadonlyArray<PerimetreOf>
}) {
  if (perimetres.length === 0) return null
  return (
    <Card title="Dans quels périmètres">
      <ul className="list stack-s">
        {perimetres.map((its) => (
          <li key={its.id}>
            <Link to={`${base}/perimetres/${its.id}`}>{its.nom}</Link> {its.aConfirmer && <AConfirmer />}
          </li>
        ))}
      </ul>
    </Card>
  )
}

export function OrganisationsPanel({
  base,
  organisations,
}: {
  base: string
  organisations: ReadonlyArray<OrganisationOf>
}) {
  if (organisations.length === 0) return null
  return (
    <Card title="Organisations">
      <ul className="list stack-s">
        {organisations.map((its) => (
          <li key={its.id}>
            <Link to={`${base}/organisations/${its.id}`}>{its.nom}</Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** The communes a quarter lies in; those of another territory have no page here. */
export function CommuneLinks({
  communes,
  base,
}: {
  communes: ReadonlyArray<{ code: string; nom: string; horsTerritoire: boolean }>
  base: string
}) {
  return (
    <ul className="list">
      {communes.map((its) => (
        <li key={its.code}>
          {its.horsTerritoire ? (
            `${its.nom} (hors du territoire)`
          ) : (
            <Link to={`${base}/commune/${its.code}`}>{its.nom}</Link>
          )}
        </li>
      ))}
    </ul>
  )
}
