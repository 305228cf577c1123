import { Form } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  type Choice,
  DateInput,
  FormFields,
  HiddenInput,
  SelectInput,
  TextArea,
  TextInput,
} from '#app/ui/form.tsx'
import { engagementFields } from './engagement.fields.ts'
import { type EngagementInput, engagementEtats, engagementNatures } from './engagement.schema.ts'

export interface EngagementFormProps {
  values: Partial<EngagementInput>
  version: number
  choices: {
    documents: ReadonlyArray<Choice>
    organisations: ReadonlyArray<Choice>
    axes: ReadonlyArray<Choice>
  }
  refused: RefusedForm | undefined
}

/** The form of a commitment, whole: for who writes the strategy. */
export function EngagementForm({ values, version, choices, refused }: EngagementFormProps) {
  return (
    <Form method="post" className="form card">
      <FormFields words={engagementFields} values={values} refused={refused}>
        <HiddenInput name="version" value={version} />
        <HiddenInput name="intention" value="tout" />
        <TextArea name="texte" required rows={3} />
        <div className="form-section">
          <SelectInput name="documentId" choices={choices.documents} required />
          <SelectInput name="organisationId" choices={choices.organisations} required />
          <SelectInput name="axeId" choices={choices.axes} empty="Aucun axe en particulier" />
          <SelectInput name="nature" choices={choicesOf(engagementNatures)} required />
          <TextInput name="responsable" />
          <DateInput name="echeance" />
        </div>
        <SuiviFields />
        <div className="form-bar">
          <button type="submit" className="btn primary">
            Enregistrer
          </button>
        </div>
      </FormFields>
    </Form>
  )
}

/** The part that says where the commitment stands: for who made it. */
export function SuiviForm({ values, version, refused }: Omit<EngagementFormProps, 'choices'>) {
  return (
    <Form method="post" className="form card">
      <FormFields words={engagementFields} values={values} refused={refused}>
        <HiddenInput name="version" value={version} />
        <HiddenInput name="intention" value="suivi" />
        <SuiviFields />
        <div className="form-bar">
          <button type="submit" className="btn primary">
            Dire où en est l’engagement
          </button>
        </div>
      </FormFields>
    </Form>
  )
}

function SuiviFields() {
  return (
    <div className="form-section">
      <SelectInput name="etat" choices={choicesOf(engagementEtats)} required />
      <TextArea name="motif" rows={2} />
      <TextArea name="preuve" rows={2} />
    </div>
  )
}
