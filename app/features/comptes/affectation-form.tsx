import { Form, useNavigation } from 'react-router'
import { roleNames } from '#app/platform/permissions.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { type Choice, DateInput, FormFields, HiddenInput, SelectInput, TextInput } from '#app/ui/form.tsx'
import { invitationFields } from './personne.fields.ts'
import type { InvitationInput } from './personne.schema.ts'

const roles = Object.entries(roleNames).map(([value, label]) => ({ value, label }))

export interface AffectationFormProps {
  values: Partial<InvitationInput>
  version: number
  choices: Record<'organisations' | 'axes' | 'communes', ReadonlyArray<Choice>>
  refused: RefusedForm | undefined
  submit: string
  /** An invitation also says who. */
  withPerson?: boolean
}

/** The form of a role held: for a person known, or for somebody one invites. */
export function AffectationForm({
  values,
  version,
  choices,
  refused,
  submit,
  withPerson,
}: AffectationFormProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="form card">
      <FormFields words={invitationFields} values={values} refused={refused}>
        <HiddenInput name="version" value={version} />
        {withPerson && (
          <div className="form-section">
            <TextInput name="nom" required />
            <TextInput name="courriel" type="email" required />
          </div>
        )}
        <div className="form-section">
          <SelectInput name="organisationId" choices={choices.organisations} required empty="Choisir" />
          <TextInput name="fonction" />
          <SelectInput name="role" choices={roles} required empty="Choisir" />
        </div>
        <div className="form-section">
          <SelectInput name="axeId" choices={choices.axes} empty="Tous les axes" />
          <SelectInput name="communeCode" choices={choices.communes} empty="Toutes les communes" />
          <DateInput name="debut" required />
          <DateInput name="fin" />
        </div>
        <div className="form-bar">
          <button type="submit" className="btn primary" disabled={busy}>
            {submit}
          </button>
        </div>
      </FormFields>
    </Form>
  )
}
