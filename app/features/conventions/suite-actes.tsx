import { Files } from 'lucide-react'
import { Form, Link, useNavigation } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import { formatEuros } from '#app/lib/money.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { DateInput, EurosInput, FormFields, HiddenInput, TextArea } from '#app/ui/form.tsx'
import { Badge, Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { avenantFields } from './acte.fields.ts'
import { acteEtats, acteNatures, acteTones, isLetter } from './acte.words.ts'
import type { SuitePage } from './suite-page.server.ts'

interface Props {
  page: SuitePage
  /** `/t/<territoire>/conventions`. */
  base: string
  refused: RefusedForm | undefined
}

type ActeOfPage = SuitePage['actes'][number]

const head = (
  <>
    <th scope="col">Acte</th>
    <th scope="col">Financeur</th>
    <th scope="col" className="num">
      Montant
    </th>
    <th scope="col">État</th>
  </>
)

/** The acts of a dossier, and those still to be written. */
export function ActesCard({ page, base, refused }: Props) {
  const { actes, isCarrier } = page
  return (
    <Card title="Actes">
      <div className="stack">
        {actes.length === 0 ? (
          <p className="muted">
            {isCarrier
              ? 'Les lettres, arrêtés et conventions apparaîtront ici une fois signés.'
              : 'Aucun acte n’est encore écrit.'}
          </p>
        ) : (
          <Table caption="Actes du dossier" head={head}>
            {actes.map((acte) => (
              <Line key={acte.id} acte={acte} base={base} />
            ))}
          </Table>
        )}
        <Needed page={page} />
        {actes
          .filter((its) => its.canWrite && !isLetter(its.nature) && its.nature !== 'avenant' && isSigned(its))
          .map((acte) => (
            <AvenantForm key={acte.id} acte={acte} refused={refused} />
          ))}
      </div>
    </Card>
  )
}

const isSigned = ({ etat }: ActeOfPage): boolean => etat === 'signe' || etat === 'notifie'

function Line({ acte, base }: { acte: ActeOfPage; base: string }) {
  return (
    <tr>
      <th scope="row">
        <Link to={`${base}/actes/${acte.id}`}>
          {acteNatures[acte.nature]} {acte.numero}
        </Link>
        {acte.objet && <div className="muted small">{acte.objet}</div>}
      </th>
      <td>{acte.financeur}</td>
      <td className="num">{acte.montantCentimes === null ? '' : formatEuros(acte.montantCentimes)}</td>
      <td>
        <Badge tone={acteTones[acte.etat]}>{acteEtats[acte.etat]}</Badge>
        <div className="muted small">
          {acte.notifieLe
            ? `notifié le ${formatDate(acte.notifieLe)}`
            : acte.signeLe && `signé le ${formatDate(acte.signeLe)}`}
        </div>
      </td>
    </tr>
  )
}

/** What the decisions ask for and nobody wrote yet, each with why. */
function Needed({ page: { needed } }: { page: SuitePage }) {
  const busy = useNavigation().state !== 'idle'
  if (needed.length === 0) return null
  return (
    <div className="notice stack-s">
      <ul>
        {needed.map((its) => (
          <li key={`${its.nature}-${its.financeurId}`}>
            <strong>{its.libelle}</strong>, {its.financeur} : {its.pourquoi}
          </li>
        ))}
      </ul>
      <Form method="post">
        <HiddenInput name="intention" value="ecrire-actes" />
        <button type="submit" className="btn primary" disabled={busy}>
          <Files aria-hidden size={16} /> Écrire{' '}
          {needed.length === 1 ? 'cet acte' : `ces ${needed.length} actes`}
        </button>
      </Form>
    </div>
  )
}

function AvenantForm({ acte, refused }: { acte: ActeOfPage; refused: RefusedForm | undefined }) {
  const own = refused?.values.intention?.[0] === 'avenant' && refused.values.acte?.[0] === acte.id
  const busy = useNavigation().state !== 'idle'
  return (
    <details className="folded" open={own}>
      <summary>Modifier par avenant : {acte.numero}</summary>
      <Form method="post" className="stack-s">
        <FormFields
          words={avenantFields}
          values={{}}
          refused={own ? refused : undefined}
          idPrefix={`avenant-${acte.id}-`}
        >
          <HiddenInput name="intention" value="avenant" />
          <HiddenInput name="acte" value={acte.id} />
          <div className="form-section">
            <TextArea name="objet" rows={2} required />
            <DateInput name="nouvelleFin" />
            <EurosInput name="montantCentimes" />
          </div>
          <div>
            <button type="submit" className="btn primary" disabled={busy}>
              Écrire l’avenant
            </button>
          </div>
        </FormFields>
      </Form>
    </details>
  )
}
