import { Form, useNavigation } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  CheckList,
  type Choice,
  DateInput,
  ErrorSummary,
  FormFields,
  HiddenInput,
  NumberInput,
  SelectInput,
  TextArea,
  TextInput,
} from '#app/ui/form.tsx'
import { demarcheFields } from './demarche.fields.ts'

interface DemarcheFormProps {
  values: object
  version: number
  documents: ReadonlyArray<Choice>
  instances: ReadonlyArray<Choice>
  refused: RefusedForm | undefined
}

/** What is written, with whom, by when. */
export function DemarcheForm({ values, version, documents, instances, refused }: DemarcheFormProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="form card">
      {refused && <ErrorSummary refused={refused} words={demarcheFields} />}
      <FormFields words={demarcheFields} values={values} refused={refused}>
        <HiddenInput name="version" value={version} />
        <div className="form-section">
          <TextInput name="titre" required wide />
          <SelectInput name="documentId" choices={documents} required />
          <NumberInput name="points" required />
          <TextArea name="objet" rows={3} />
        </div>
        <div className="form-section">
          <CheckList name="groupes" choices={instances} />
        </div>
        <div className="form-section">
          <DateInput name="contributionsDu" />
          <DateInput name="contributionsAu" />
          <DateInput name="redactionAu" />
          <DateInput name="consultationAu" />
        </div>
        <div className="form-bar">
          <button type="submit" className="btn primary" disabled={busy}>
            Enregistrer
          </button>
        </div>
      </FormFields>
    </Form>
  )
}
