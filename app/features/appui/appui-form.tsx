import { Form, useNavigation } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  type Choice,
  DateInput,
  ErrorSummary,
  FormFields,
  SelectInput,
  TextArea,
  TextInput,
} from '#app/ui/form.tsx'
import { appuiFields } from './appui.fields.ts'
import { appuiNatures } from './appui.words.ts'

export interface AppuiChoices {
  organisations: ReadonlyArray<Choice>
  own: string
  communes: ReadonlyArray<Choice>
  axes: ReadonlyArray<Choice>
}

export function AppuiForm({ choices, refused }: { choices: AppuiChoices; refused: RefusedForm | undefined }) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="form card">
      {refused && <ErrorSummary refused={refused} words={appuiFields} />}
      <FormFields words={appuiFields} values={{ organisationId: choices.own }} refused={refused}>
        <div className="form-section">
          <SelectInput name="organisationId" choices={choices.organisations} required />
          <SelectInput name="nature" choices={choicesOf(appuiNatures)} required />
          <TextInput name="objet" required wide />
          <TextArea name="description" rows={6} />
          <DateInput name="pourLe" />
          <SelectInput name="communeCode" choices={choices.communes} empty="Tout le territoire" />
          {choices.axes.length > 0 && (
            <SelectInput name="axeId" choices={choices.axes} empty="Aucun en particulier" />
          )}
        </div>
        <div className="form-bar">
          <button type="submit" className="btn primary" disabled={busy}>
            Envoyer la demande
          </button>
        </div>
      </FormFields>
    </Form>
  )
}
