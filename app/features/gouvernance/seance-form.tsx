import { Form, useNavigation } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { DateInput, FormFields, HiddenInput, NumberInput, TextInput } from '#app/ui/form.tsx'
import type { SeanceInput } from './seance.schema.ts'
import { seanceWords } from './seance.words.ts'

interface SeanceFormProps {
  values: Partial<SeanceInput>
  version: number
  refused: RefusedForm | undefined
  submit: string
}

/** The date, the place and the title of a meeting. */
export function SeanceForm({ values, version, refused, submit }: SeanceFormProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="form">
      <FormFields words={seanceWords} values={values} refused={refused} idPrefix="seance-">
        <HiddenInput name="intention" value="seance" />
        <HiddenInput name="version" value={version} />
        <div className="form-section">
          <TextInput name="titre" required wide />
          <DateInput name="jour" required />
          <TextInput name="heure" required />
          <NumberInput name="dureeMinutes" required />
          <TextInput name="lieu" />
          <TextInput name="visio" />
        </div>
        <div>
          <button type="submit" className="btn primary" disabled={busy}>
            {submit}
          </button>
        </div>
      </FormFields>
    </Form>
  )
}
