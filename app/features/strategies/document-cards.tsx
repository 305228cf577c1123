import { Fragment } from 'react'
import { Link } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import { formatCount } from '#app/lib/text.ts'
import { AConfirmer, AxeDot, Badge, Card, Empty, Exemple } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { PlacedAxe } from './axe.rules.ts'
import { type DocumentEtat, documentEtats } from './document.schema.ts'
import type { DocumentPage } from './document-page.server.ts'
import { SignataireEtatBadge } from './etat-badge.tsx'
import './strategies.css'

const path: ReadonlyArray<DocumentEtat> = ['redaction', 'signe', 'en_vigueur', 'echu']

/** Where a document is on its way. */
export function EtatPath({ etat }: { etat: DocumentEtat }) {
  const steps = etat === 'proroge' ? path.toSpliced(3, 0, 'proroge') : path
  return (
    <ol className="steps" aria-label="État du document">
      {steps.map((step) => (
        <li key={step} aria-current={step === etat ? 'step' : undefined}>
          {documentEtats[step]}
        </li>
      ))}
    </ol>
  )
}

export interface AxesTreeProps {
  axes: ReadonlyArray<PlacedAxe>
  base: string
  au: string
  counts?: ReadonlyMap<string, number>
}

/** The axes with their levels; with counts, how many fiches hang on each. */
export function AxesTree({ axes, base, au, counts }: AxesTreeProps) {
  return (
    <ul className="tree">
      {axes.map((axe) => (
        <li key={axe.id} className={`tree-node depth-${Math.min(axe.depth, 3)}`}>
          {axe.depth === 0 ? <AxeDot numero={axe.numero} /> : null}
          <span className="tree-words">
            {axe.depth > 0 && <span className="tree-num">{axe.numero}</span>}
            <Link to={`${base}/axes/${axe.id}${au}`}>{axe.titre}</Link>
          </span>
          {counts && axe.depth === 0 && (
            <Link className="small" to={`${base}/fiches?axe=${axe.id}`}>
              {formatCount(counts.get(axe.id) ?? 0, 'fiche')}
            </Link>
          )}
        </li>
      ))}
    </ul>
  )
}

export function PerimetreCard({ page, base, au }: { page: DocumentPage; base: string; au: string }) {
  const { perimetre, crossings } = page
  if (!perimetre)
    return (
      <Card title="Périmètre">
        <p className="muted">Le périmètre de ce document n’est pas renseigné.</p>
      </Card>
    )
  const { communes, qpv } = perimetre
  const generations = [...Map.groupBy(qpv, (its) => its.generation)]
  return (
    <Card title="Périmètre">
      <div className="stack-s">
        <p>
          <strong>{formatCount(communes.length, 'commune')}</strong>
          {generations.map(
            ([generation, list]) =>
              ` et ${formatCount(list.length, 'quartier prioritaire', 'quartiers prioritaires')} (génération ${generation})`,
          )}
        </p>
        <ul className="name-cloud small">
          {communes.map((its) => (
            <li key={its.code}>
              <Link to={`${base}/commune/${its.code}${au}`}>{its.nom}</Link>{' '}
              {its.aConfirmer && <AConfirmer />}
            </li>
          ))}
        </ul>
        {qpv.length > 0 && (
          <details className="disclosure">
            <summary>Les quartiers</summary>
            <ul className="name-cloud small">
              {qpv.map((its) => (
                <li key={its.code}>
                  <Link to={`${base}/qpv/${its.code}${au}`}>{`${its.nom} (${its.code})`}</Link>
                </li>
              ))}
            </ul>
          </details>
        )}
        {crossings.length > 0 && <Crossings crossings={crossings} base={base} au={au} />}
      </div>
    </Card>
  )
}

interface CrossingsProps {
  crossings: DocumentPage['crossings']
  base: string
  au: string
}

/** What the perimeter shares with the other documents, computed for the day. */
function Crossings({ crossings, base, au }: CrossingsProps) {
  return (
    <div className="stack-s">
      <h3>Avec les autres documents</h3>
      <ul className="timeline">
        {crossings.map((its) => (
          <li key={its.code}>
            <Link to={`${base}/documents/${its.code}${au}`}>{its.titre}</Link>
            <p className="small muted">
              {`${formatCount(its.communes, 'commune partagée', 'communes partagées')}, ${its.onlyHere} ici seulement`}
              {its.qpv > 0 && `, ${formatCount(its.qpv, 'quartier partagé', 'quartiers partagés')}`}
            </p>
          </li>
        ))}
      </ul>
    </div>
  )
}

export function SignatairesCard({ page, base, au }: { page: DocumentPage; base: string; au: string }) {
  const { signataires } = page
  const signed = signataires.filter((its) => its.etat === 'signe').length
  return (
    <Card title="Signataires" id="signataires">
      {signataires.length === 0 ? (
        <Empty title="Aucun signataire n’est renseigné." />
      ) : (
        <div className="stack-s">
          <p className="meter-line">
            <strong>{`${signed} sur ${signataires.length} ont signé`}</strong>
            <progress value={signed} max={signataires.length} aria-label="Signatures" />
          </p>
          <Table caption="Signataires" head={<SignatairesHeads />}>
            {signataires.map((its) => (
              <tr key={its.id}>
                <th scope="row">
                  <Link to={`${base}/engagements/signataires/${its.organisationId}${au}`}>{its.nom}</Link>{' '}
                  {its.exemple ? <Exemple /> : its.aConfirmer && <AConfirmer />}
                  <div className="small muted">{its.fonction}</div>
                </th>
                <td>
                  <SignataireEtatBadge etat={its.etat} />
                </td>
                <td>
                  {its.dateDeliberation
                    ? `${formatDate(its.dateDeliberation)} ${its.numeroDeliberation}`
                    : ''}
                </td>
                <td>{its.dateSignature && its.etat === 'signe' ? formatDate(its.dateSignature) : ''}</td>
              </tr>
            ))}
          </Table>
        </div>
      )}
    </Card>
  )
}

function SignatairesHeads() {
  return (
    <>
      <th scope="col">Organisation</th>
      <th scope="col">État</th>
      <th scope="col">Délibération</th>
      <th scope="col">Signature</th>
    </>
  )
}

export function AvenantsCard({ page, base }: { page: DocumentPage; base: string }) {
  const { avenants, document } = page
  return (
    <Card title="Avenants" id="avenants">
      {avenants.length === 0 ? (
        <p className="muted">Aucun avenant à cette date.</p>
      ) : (
        <ul className="timeline">
          {avenants.map((its) => (
            <li key={its.id}>
              <Link
                to={`${base}/documents/${document.code}/avenants/${its.numero}`}
              >{`Avenant n° ${its.numero}`}</Link>{' '}
              <Badge tone={its.etat === 'adopte' ? 'green' : 'ochre'}>
                {its.dateAdoption ? `adopté le ${formatDate(its.dateAdoption)}` : 'en rédaction'}
              </Badge>
              <p className="small">{its.objet}</p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

/** Two documents on the same axes, side by side. */
export function TwinsCard({ page, base, au }: { page: DocumentPage; base: string; au: string }) {
  if (page.twins.length === 0) return null
  return (
    <Card title="Documents aux mêmes axes">
      <p>
        Un axe modifié ici l’est aussi dans{' '}
        {page.twins.map((its, index) => (
          <Fragment key={its.id}>
            {index > 0 && ', '}
            <Link to={`${base}/documents/${its.code}${au}`}>{its.titre}</Link>
          </Fragment>
        ))}
        .
      </p>
      <p className="small">
        <Link to={`${base}/documents/${page.document.code}/comparer${au}`}>Comparer les deux documents</Link>
      </p>
    </Card>
  )
}
