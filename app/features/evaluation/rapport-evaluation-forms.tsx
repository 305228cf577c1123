import { Form } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { FormFields, HiddenInput, SelectInput, TextInput } from '#app/ui/form.tsx'
import { Card, type Tone } from '#app/ui/page.tsx'
import { rapportEvaluationFields } from './rapport-evaluation.fields.ts'
import type { RapportEvaluation } from './rapport-evaluation.queries.server.ts'
import { type RapportEtat, rapportNatures } from './rapport-evaluation.schema.ts'

export const rapportTones: Record<RapportEtat, Tone> = {
  brouillon: 'neutral',
  avis: 'ochre',
  valide: 'green',
}

/** Begins a report: its kind and its title, the rest comes after. */
export function NewRapportForm({ refused }: { refused: RefusedForm | undefined }) {
  return (
    <Card title="Commencer un rapport">
      <Form method="post" className="form">
        <FormFields words={rapportEvaluationFields} values={{}} refused={refused}>
          <div className="form-section">
            <SelectInput name="nature" choices={choicesOf(rapportNatures)} required />
            <TextInput name="titre" required />
          </div>
          <div className="row">
            <button type="submit" className="btn primary">
              Commencer ce rapport
            </button>
          </div>
        </FormFields>
      </Form>
    </Card>
  )
}

/** The kind of a report and its title. */
export function TitleForm({
  rapport,
  refused,
}: {
  rapport: RapportEvaluation
  refused: RefusedForm | undefined
}) {
  return (
    <Form method="post" className="form card">
      <FormFields words={rapportEvaluationFields} values={rapport} refused={refused}>
        <HiddenInput name="version" value={rapport.version} />
        <div className="form-section">
          <SelectInput name="nature" choices={choicesOf(rapportNatures)} required />
          <TextInput name="titre" required />
        </div>
        <div className="form-bar">
          <button type="submit" className="btn primary">
            Enregistrer
          </button>
        </div>
      </FormFields>
    </Form>
  )
}
