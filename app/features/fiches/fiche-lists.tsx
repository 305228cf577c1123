import { Link } from 'react-router'
import { formatDate, formatDateLong } from '#app/lib/dates.ts'
import { formatNumber } from '#app/lib/numbers.ts'
import { Badge, Card, Exemple, type Tone } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { FichePage } from './fiche-page.server.ts'
import { type PartContext, PartForm, RemovePart } from './fiche-part-form.tsx'
import { type EtapeEtat, etapeEtats, moyenNatures } from './fiche-parts.schema.ts'
import { EtatBadge } from './fiche-state.tsx'

export interface ListProps {
  page: FichePage
  context: PartContext
}

const stepTones: Record<EtapeEtat, Tone> = {
  a_faire: 'neutral',
  en_cours: 'ochre',
  faite: 'green',
  abandonnee: 'red',
}

/** Steps, each with its own operator and progress. */
export function StepsCard({ page: { parts, today }, context }: ListProps) {
  if (parts.etapes.length === 0 && !context.canEdit) return null
  return (
    <Card title="Étapes" id="etape">
      <div className="stack-s">
        {parts.etapes.length > 0 && (
          <ul className="list fiche-lines">
            {parts.etapes.map((etape) => (
              <li key={etape.id}>
                <div className="row">
                  <Badge tone={stepTones[etape.etat]}>{etapeEtats[etape.etat]}</Badge>
                  <strong>{etape.titre}</strong>
                  {etape.operateur && <span className="muted">{etape.operateur}</span>}
                  {etape.echeance && <StepDue etape={etape} echeance={etape.echeance} today={today} />}
                  {context.canEdit && <RemovePart kind="etape" id={etape.id} label={etape.titre} />}
                </div>
                <PartForm kind="etape" id={etape.id} values={etape} context={context} label="Modifier" />
              </li>
            ))}
          </ul>
        )}
        <PartForm kind="etape" values={{ etat: 'a_faire' }} context={context} label="Ajouter une étape" />
      </div>
    </Card>
  )
}

function StepDue({
  etape,
  echeance,
  today,
}: {
  etape: FichePage['parts']['etapes'][number]
  echeance: NonNullable<FichePage['parts']['etapes'][number]['echeance']>
  today: string
}) {
  const isLate = echeance < today && (etape.etat === 'a_faire' || etape.etat === 'en_cours')
  return (
    <span className={isLate ? 'fiche-late' : 'muted'}>
      {isLate ? 'en retard depuis le' : 'pour le'} {formatDate(echeance)}
    </span>
  )
}

/** What happened, latest first. */
export function LogCard({ page: { parts, today }, context }: ListProps) {
  if (parts.suivi.length === 0 && !context.canEdit) return null
  return (
    <Card title="Suivi" id="suivi">
      <div className="stack-s">
        <PartForm kind="suivi" values={{ le: today }} context={context} label="Noter ce qui s’est passé" />
        <ol className="timeline">
          {parts.suivi.map((line) => (
            <li key={line.id}>
              <div className="row">
                <strong>{formatDateLong(line.le)}</strong>
                {line.auteur && <span className="muted small">{line.auteur}</span>}
                {context.canEdit && <RemovePart kind="suivi" id={line.id} label={formatDate(line.le)} />}
              </div>
              <p className="prose">{line.texte}</p>
            </li>
          ))}
        </ol>
      </div>
    </Card>
  )
}

/** « Sur le vif »: words heard, with the function of who said them, never a name. */
export function QuotesCard({ page: { parts }, context }: ListProps) {
  if (parts.citations.length === 0 && !context.canEdit) return null
  return (
    <Card title="Sur le vif" id="citation">
      <div className="stack">
        {parts.citations.map((citation) => (
          <figure key={citation.id} className="stack-s">
            <blockquote>« {citation.texte} »</blockquote>
            <figcaption className="row muted small">
              {citation.fonction} {citation.exemple && <Exemple />}
              {context.canEdit && <RemovePart kind="citation" id={citation.id} label={citation.fonction} />}
            </figcaption>
          </figure>
        ))}
        <PartForm kind="citation" values={{}} context={context} label="Ajouter un propos" />
      </div>
    </Card>
  )
}

/** The means of a programme, year by year. */
export function MeansCard({ page: { parts, fiche, today }, context }: ListProps) {
  if (parts.moyens.length === 0 && (fiche.nature !== 'programme' || !context.canEdit)) return null
  return (
    <Card title="Moyens" id="moyen">
      <div className="stack-s">
        {parts.moyens.length > 0 && (
          <Table caption="Moyens par année" head={<MeansHead canEdit={context.canEdit} />}>
            {parts.moyens.map((moyen) => (
              <tr key={moyen.id}>
                <th scope="row">{moyen.annee}</th>
                <td>{moyenNatures[moyen.nature]}</td>
                <td className="num">{moyen.valeur === null ? '' : formatNumber(moyen.valeur, 2)}</td>
                <td>{moyen.description}</td>
                {context.canEdit && (
                  <td>
                    <RemovePart
                      kind="moyen"
                      id={moyen.id}
                      label={`${moyen.annee} ${moyenNatures[moyen.nature]}`}
                    />
                  </td>
                )}
              </tr>
            ))}
          </Table>
        )}
        <PartForm
          kind="moyen"
          values={{ annee: Number(today.slice(0, 4)), nature: 'etp' }}
          context={context}
          label="Ajouter un moyen"
        />
      </div>
    </Card>
  )
}

function MeansHead({ canEdit }: { canEdit: boolean }) {
  return (
    <>
      <th scope="col">Année</th>
      <th scope="col">Nature</th>
      <th scope="col" className="num">
        Valeur
      </th>
      <th scope="col">Précision</th>
      {canEdit && (
        <th scope="col">
          <span className="sr-only">Retirer</span>
        </th>
      )}
    </>
  )
}

/** The actions a programme gathers. */
export function ActionsCard({ page: { parts, fiche, canEdit }, base }: { page: FichePage; base: string }) {
  if (fiche.nature !== 'programme') return null
  const add = canEdit && (
    <Link className="btn small" to={`${base}/fiches/nouvelle?programme=${fiche.id}`}>
      Ajouter une action
    </Link>
  )
  return (
    <Card title={`Actions du programme (${parts.actions.length})`} aside={add}>
      {parts.actions.length === 0 && <p className="muted">Aucune action n’est encore rattachée.</p>}
      <ul className="list fiche-lines">
        {parts.actions.map((action) => (
          <li key={action.code} className="row">
            <EtatBadge etat={action.etat} />
            <Link to={`${base}/fiches/${action.code}`}>{action.titre}</Link>
            {action.porteur && <span className="muted">{action.porteur}</span>}
            {action.exemple && <Exemple />}
          </li>
        ))}
      </ul>
    </Card>
  )
}
