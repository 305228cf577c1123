import { Form, useNavigation } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  CheckList,
  type Choice,
  FormFields,
  HiddenInput,
  SelectInput,
  TextArea,
  TextInput,
} from '#app/ui/form.tsx'
import { constatFields } from './diagnostic.fields.ts'
import { accords } from './diagnostic.schema.ts'

export interface ConstatFormProps {
  values: object
  version: number
  indicateurs: ReadonlyArray<Choice>
  observations: ReadonlyArray<Choice>
  engagements: ReadonlyArray<Choice>
  refused: RefusedForm | undefined
}

const accordChoices = Object.entries(accords).map(([value, label]) => ({ value, label }))

/** A finding: the figures, the field, and what the group reads in them. */
export function ConstatForm({ values, version, refused, ...choices }: ConstatFormProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="form card">
      <FormFields words={constatFields} values={values} refused={refused}>
        <HiddenInput name="version" value={version} />
        <div className="form-section">
          <TextInput name="titre" required wide />
        </div>
        <div className="form-section">
          <CheckList name="indicateurs" choices={choices.indicateurs} />
          {choices.observations.length > 0 ? (
            <CheckList name="observations" choices={choices.observations} />
          ) : (
            <p className="muted small">Aucune observation de terrain sur cet axe ni sur ces lieux.</p>
          )}
        </div>
        <div className="form-section">
          <SelectInput name="accord" choices={accordChoices} required wide />
          <TextArea name="lecture" rows={5} />
          {choices.engagements.length > 0 && <CheckList name="engagements" choices={choices.engagements} />}
        </div>
        <div className="form-bar">
          <button type="submit" className="btn primary" disabled={busy}>
            Enregistrer le constat
          </button>
        </div>
      </FormFields>
    </Form>
  )
}
