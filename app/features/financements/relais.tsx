import { Form, Link } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import { formatEurosRounded } from '#app/lib/money.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  type Choice,
  DateInput,
  EurosInput,
  FormFields,
  HiddenInput,
  SelectInput,
  TextArea,
} from '#app/ui/form.tsx'
import { Badge, Card, Empty, Exemple } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { relaisFields } from './relais.fields.ts'
import type { RelaisRow } from './relais.server.ts'
import { relaisDecisions, relaisEtats } from './relais.words.ts'

interface ListProps {
  relais: ReadonlyArray<RelaisRow>
  base: string
  organisations: ReadonlyArray<Choice>
  /** Null for who only reads. */
  edit: { refused: RefusedForm | undefined } | null
}

const heads = (
  <>
    <th scope="col">Action</th>
    <th scope="col">Fin de l’argent extérieur</th>
    <th scope="col" className="num">
      Par an
    </th>
    <th scope="col">Décider avant le</th>
    <th scope="col">Ce qui est prévu</th>
  </>
)

/** The actions, the nearest end first. */
export function RelaisList({ relais, base, organisations, edit }: ListProps) {
  if (relais.length === 0)
    return (
      <Empty title="Aucune action connue ne vit d’un argent extérieur.">
        Elles viennent des décisions de la programmation, ou se notent ci-dessous.
      </Empty>
    )
  return (
    <Table caption="Fin des financements extérieurs" head={heads}>
      {relais.map((its) => (
        <tr key={its.ficheId}>
          <th scope="row">
            <Link to={`${base}/fiches/${its.code}`}>{its.titre}</Link> {its.exemple && <Exemple />}
            <br />
            <span className="small muted">{its.code}</span>
          </th>
          <td>{formatDate(its.finExterieure)}</td>
          <td className="num">
            {its.montantCentimes === null ? '—' : formatEurosRounded(its.montantCentimes)}
          </td>
          <td>
            {its.deciderAvant && `${formatDate(its.deciderAvant)} `}
            <Badge tone={relaisEtats[its.etat].tone}>{relaisEtats[its.etat].label}</Badge>
          </td>
          <td>
            <Foreseen its={its} />
            {edit && <EditRelais its={its} organisations={organisations} refused={edit.refused} />}
          </td>
        </tr>
      ))}
    </Table>
  )
}

function Foreseen({ its }: { its: RelaisRow }) {
  return (
    <>
      {its.decision && its.decideLe && (
        <p>
          {relaisDecisions[its.decision]}, le {formatDate(its.decideLe)}.
        </p>
      )}
      {its.plan !== '' && <p>{its.plan}</p>}
      {its.responsable && <p className="small muted">Préparé par {its.responsable}</p>}
    </>
  )
}

function EditRelais({
  its,
  organisations,
  refused,
}: {
  its: RelaisRow
  organisations: ReadonlyArray<Choice>
  refused: RefusedForm | undefined
}) {
  const isMine = refused?.values.ficheId?.[0] === its.ficheId
  return (
    <details open={isMine}>
      <summary>{its.version === 0 ? 'Préparer la suite' : 'Modifier'}</summary>
      <Form method="post" className="stack" aria-label={`Suite de ${its.titre}`}>
        <HiddenInput name="ficheId" value={its.ficheId} />
        <HiddenInput name="version" value={its.version} />
        <RelaisFields
          values={its}
          organisations={organisations}
          refused={isMine ? refused : undefined}
          idPrefix={`${its.ficheId}-`}
        />
      </Form>
    </details>
  )
}

interface FieldsProps {
  values: object
  organisations: ReadonlyArray<Choice>
  refused: RefusedForm | undefined
  idPrefix: string
}

const decisionChoices = Object.entries(relaisDecisions).map(([value, label]) => ({ value, label }))

function RelaisFields({ values, organisations, refused, idPrefix }: FieldsProps) {
  return (
    <FormFields words={relaisFields} values={values} refused={refused} idPrefix={idPrefix}>
      <div className="form-section">
        <DateInput name="finExterieure" required />
        <DateInput name="deciderAvant" required />
        <EurosInput name="montantCentimes" />
        <SelectInput name="responsableId" choices={organisations} />
        <TextArea name="plan" rows={3} />
        <SelectInput name="decision" choices={decisionChoices} />
        <DateInput name="decideLe" />
      </div>
      <div>
        <button type="submit" className="btn primary">
          Enregistrer
        </button>
      </div>
    </FormFields>
  )
}

interface NewProps {
  fiches: ReadonlyArray<Choice>
  organisations: ReadonlyArray<Choice>
  refused: RefusedForm | undefined
}

/** Another action, whose outside money the programming does not know. */
export function RelaisNew({ fiches, organisations, refused }: NewProps) {
  const isMine = refused !== undefined && refused.values.version === undefined
  return (
    <Card title="Noter une autre action">
      <details open={isMine}>
        <summary>Une action dont l’argent vient d’ailleurs : appel national, fondation, Europe…</summary>
        <Form method="post" className="stack" aria-label="Noter une autre action">
          <div className="field">
            <label htmlFor="relais-fiche">Fiche action</label>
            <select
              className="input"
              id="relais-fiche"
              name="ficheId"
              defaultValue={refused?.values.ficheId?.[0] ?? ''}
              required
            >
              <option value="">Choisir</option>
              {fiches.map((its) => (
                <option key={its.value} value={its.value}>
                  {its.label}
                </option>
              ))}
            </select>
          </div>
          <RelaisFields
            values={{}}
            organisations={organisations}
            refused={isMine ? refused : undefined}
            idPrefix="autre-"
          />
        </Form>
      </details>
    </Card>
  )
}
