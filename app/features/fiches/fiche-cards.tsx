import { Link } from 'react-router'
import { formatPeriode } from '#app/lib/dates.ts'
import { Badge, Card, Facts, Notice } from '#app/ui/page.tsx'
import { fichePortees } from './fiche.schema.ts'
import type { FichePage, Named } from './fiche-page.server.ts'
import { AxisLink, OrganisationLinks } from './fiche-panel.tsx'

/** Where: the whole territory, or the communes and neighbourhoods by name. */
export function TerritoryCard({ page: { fiche, names }, base }: { page: FichePage; base: string }) {
  return (
    <Card title="Territoire et calendrier">
      <Facts
        items={[
          ['Territoire', fichePortees[fiche.portee]],
          ['Communes', places(names.communes, `${base}/commune`)],
          ['Quartiers', places(names.qpv, `${base}/qpv`)],
          ['Public', fiche.publicVise],
          ['Période', fiche.debut || fiche.fin ? formatPeriode(fiche) : ''],
        ]}
      />
    </Card>
  )
}

function places(list: ReadonlyArray<Named>, base: string) {
  if (list.length === 0) return null
  return list.map((its, index) => (
    <span key={its.id}>
      {index > 0 && ', '}
      <Link to={`${base}/${its.id}`}>{its.nom}</Link>
    </span>
  ))
}

/** Who, and in what part. */
export function ActorsCard({ page, base }: { page: FichePage; base: string }) {
  const { fiche, names, offerChecked } = page
  const list = (of: ReadonlyArray<Named>) =>
    of.length > 0 ? <OrganisationLinks list={of} base={base} /> : null
  return (
    <Card title="Acteurs">
      <div className="stack-s">
        <Facts
          items={[
            ['Porteur', list(names.porteur) ?? <span className="muted">à choisir</span>],
            ['Opérateurs', list(names.operateurs)],
            ['Partenaires', list(names.partenaires)],
            ['Financeurs', list(names.financeurs)],
          ]}
        />
        {fiche.gestionDirecte && (
          <p>
            <Badge tone="ochre">Gestion directe</Badge>
          </p>
        )}
        {offerChecked && <OfferCheck answer={fiche.verificationOffre} />}
      </div>
    </Card>
  )
}

/** Subsidiarity, in the open: what exists already where the intercommunality acts itself. */
function OfferCheck({ answer }: { answer: string }) {
  if (!answer)
    return (
      <Notice tone="warning">
        L’intercommunalité porte cette action : l’offre déjà présente sur le territoire reste à vérifier avant
        la validation.
      </Notice>
    )
  return (
    <div>
      <h3>Offre existante, vérifiée</h3>
      <p className="prose">{answer}</p>
    </div>
  )
}

/** Context, other axes and themes. */
export function DescriptionCard({ page: { fiche, names, parent }, base }: { page: FichePage; base: string }) {
  const hasMore = names.autresAxes.length + names.themes.length > 0
  if (!fiche.contexte && !hasMore && !parent) return null
  return (
    <Card title="Contexte">
      <div className="stack-s">
        {parent && (
          <p>
            Action du programme <Link to={`${base}/fiches/${parent.code}`}>{parent.titre}</Link>.
          </p>
        )}
        {fiche.contexte && <p className="prose">{fiche.contexte}</p>}
        {names.autresAxes.map((axe) => (
          <AxisLink key={axe.id} axe={axe} base={base} />
        ))}
        {names.themes.length > 0 && (
          <p className="row">
            {names.themes.map((theme) => (
              <Badge key={theme.id}>{theme.nom}</Badge>
            ))}
          </p>
        )}
      </div>
    </Card>
  )
}
