import { Form, useNavigation } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  type Choice,
  DateInput,
  FormFields,
  HiddenInput,
  NumberInput,
  SelectInput,
  TextArea,
  TextInput,
} from '#app/ui/form.tsx'
import { candidatureFields } from './candidature.fields.ts'
import type { CandidatureInput } from './candidature.schema.ts'

interface CandidatureFormProps {
  values: Partial<CandidatureInput>
  version: number
  organisations: ReadonlyArray<Choice>
  refused: RefusedForm | undefined
}

/** What a bid says of itself. */
export function CandidatureForm({ values, version, organisations, refused }: CandidatureFormProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="form card">
      <FormFields words={candidatureFields} values={values} refused={refused}>
        <HiddenInput name="version" value={version} />
        <div className="form-section">
          <TextInput name="titre" required wide />
          <TextInput name="code" required />
          <TextInput name="appel" />
          <SelectInput name="financeurId" choices={organisations} empty="À préciser" />
          <NumberInput name="places" />
        </div>
        <div className="form-section">
          <DateInput name="depotLe" />
          <DateInput name="debut" />
          <DateInput name="fin" />
        </div>
        <div className="form-section">
          <TextArea name="objet" rows={5} />
          <TextArea name="publicVise" rows={2} />
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
