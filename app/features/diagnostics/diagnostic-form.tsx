import { Form, useNavigation } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  CheckList,
  type Choice,
  FormFields,
  HiddenInput,
  NumberInput,
  SelectInput,
  TextArea,
  TextInput,
} from '#app/ui/form.tsx'
import { diagnosticFields } from './diagnostic.fields.ts'
import type { PlaceChoices } from './observation-form.tsx'

interface DiagnosticFormProps {
  values: object
  version: number
  axes: ReadonlyArray<Choice>
  places: PlaceChoices
  refused: RefusedForm | undefined
}

/** What a diagnosis is about: an axis, places, a year. */
export function DiagnosticForm({ values, version, axes, places, refused }: DiagnosticFormProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="form card">
      <FormFields words={diagnosticFields} values={values} refused={refused}>
        <HiddenInput name="version" value={version} />
        <div className="form-section">
          <TextInput name="titre" required wide />
          <NumberInput name="annee" required />
          <SelectInput name="axeId" choices={axes} empty="Aucun axe en particulier" />
        </div>
        <div className="form-section">
          <CheckList name="qpvs" choices={places.qpvs} wide={false} />
          <CheckList name="communes" choices={places.communes} wide={false} />
          <TextArea name="resume" rows={4} />
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
