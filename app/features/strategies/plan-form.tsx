import { Form } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { DateInput, FormFields, HiddenInput, SelectInput, TextInput } from '#app/ui/form.tsx'
import { type PlanInput, planDomaines, planFields } from './plan.schema.ts'

export function PlanForm({
  values,
  version,
  refused,
}: {
  values: Partial<PlanInput>
  version: number
  refused: RefusedForm | undefined
}) {
  return (
    <Form method="post" className="form">
      <FormFields words={planFields} values={values} refused={refused}>
        <HiddenInput name="intention" value="plan" />
        <HiddenInput name="version" value={version} />
        <div className="form-section">
          <TextInput name="nom" required wide />
          <SelectInput name="domaine" choices={choicesOf(planDomaines)} required />
          <TextInput name="direction" />
          <DateInput name="debut" />
          <DateInput name="fin" />
        </div>
      </FormFields>
      <div>
        <button type="submit" className="btn primary">
          Enregistrer
        </button>
      </div>
    </Form>
  )
}
