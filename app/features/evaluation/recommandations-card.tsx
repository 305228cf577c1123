import { Form } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { DateInput, FormFields, HiddenInput, SelectInput, TextArea } from '#app/ui/form.tsx'
import { Badge, Card, Exemple, type Tone } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { recommandationFields } from './rapport-evaluation.fields.ts'
import type { RecommandationLine } from './rapport-evaluation.queries.server.ts'
import { recommandationEtats } from './rapport-evaluation.schema.ts'
import type { RapportPage } from './rapport-evaluation-page.server.ts'

const tones: Record<RecommandationLine['etat'], Tone> = {
  a_faire: 'neutral',
  en_cours: 'brand',
  faite: 'green',
  abandonnee: 'violet',
}

/** What the report recommends and what became of it. */
export function RecommandationsCard(page: RapportPage & { refused: RefusedForm | undefined }) {
  const { recommandations, canEdit, rapport, today } = page
  return (
    <Card title="Recommandations" id="recommandations">
      {recommandations.length === 0 ? (
        <p className="muted">
          Aucune. Un rapport sans recommandation ne change rien : écrivez-en au moins une.
        </p>
      ) : (
        <Table caption="Recommandations et leur suite" head={<Heads />}>
          {recommandations.map((its) => (
            <Line key={its.id} line={its} canEdit={canEdit} today={today} />
          ))}
        </Table>
      )}
      {canEdit && rapport.etat !== 'valide' && <AddForm {...page} />}
    </Card>
  )
}

function Line({ line, canEdit, today }: { line: RecommandationLine; canEdit: boolean; today: IsoDate }) {
  const open = line.etat === 'a_faire' || line.etat === 'en_cours'
  return (
    <tr>
      <th scope="row">
        {line.texte} {line.exemple && <Exemple />}
        <div className="small muted">{line.constat && `Constat : ${line.constat}`}</div>
      </th>
      <td>{line.organisation}</td>
      <td>
        {formatDate(line.echeance)} {open && line.echeance < today && <Badge tone="red">en retard</Badge>}
      </td>
      <td>
        <Badge tone={tones[line.etat]}>{recommandationEtats[line.etat]}</Badge>
        {line.suite && <div className="small">{line.suite}</div>}
        {canEdit && <FollowForm line={line} />}
      </td>
    </tr>
  )
}

function FollowForm({ line }: { line: RecommandationLine }) {
  return (
    <details className="disclosure">
      <summary>
        Dire la suite<span className="sr-only">{` : ${line.texte}`}</span>
      </summary>
      <Form method="post" className="form">
        <FormFields words={recommandationFields} values={line} idPrefix={`suite-${line.id}-`}>
          <HiddenInput name="id" value={line.id} />
          <HiddenInput name="version" value={line.version} />
          <SelectInput name="etat" choices={choicesOf(recommandationEtats)} required />
          <TextArea name="suite" rows={2} />
          <button type="submit" name="geste" value="suivre" className="btn small primary">
            Enregistrer la suite
          </button>
        </FormFields>
      </Form>
    </details>
  )
}

function AddForm({ constats, organisations, refused }: RapportPage & { refused: RefusedForm | undefined }) {
  return (
    <details className="disclosure" open={refused !== undefined}>
      <summary>Ajouter une recommandation</summary>
      <Form method="post" className="form">
        <FormFields words={recommandationFields} values={{}} refused={refused} idPrefix="recommander-">
          <div className="form-section">
            <TextArea name="texte" rows={2} required />
            <SelectInput
              name="constatId"
              choices={constats.map((its) => ({ value: its.id, label: its.titre }))}
              empty="Aucun en particulier"
            />
            <SelectInput name="organisationId" choices={organisations} required empty="Choisissez" />
            <DateInput name="echeance" required />
          </div>
          <div className="row">
            <button type="submit" name="geste" value="recommander" className="btn primary">
              Ajouter la recommandation
            </button>
          </div>
        </FormFields>
      </Form>
    </details>
  )
}

function Heads() {
  return ['Recommandation', 'Qui', 'Pour le', 'Où elle en est'].map((label) => (
    <th key={label} scope="col">
      {label}
    </th>
  ))
}
