import { Form, useNavigation } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { type Choice, DateInput, FormFields, HiddenInput, SelectInput, TextInput } from '#app/ui/form.tsx'
import { organisationFields } from './organisation.fields.ts'
import type { OrganisationInput } from './organisation.schema.ts'
import { organisationNatures } from './organisation.words.ts'

const natures = Object.entries(organisationNatures).map(([value, label]) => ({ value, label }))

export interface OrganisationFormProps {
  values: Partial<OrganisationInput>
  version: number
  communes: ReadonlyArray<Choice>
  refused: RefusedForm | undefined
}

/** The form of an organisation: words from its fields, layout here. */
export function OrganisationForm({ values, version, communes, refused }: OrganisationFormProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="form card">
      <FormFields words={organisationFields} values={values} refused={refused}>
        <HiddenInput name="version" value={version} />
        <div className="form-section">
          <TextInput name="nom" required wide />
          <TextInput name="sigle" />
          <SelectInput name="nature" choices={natures} required />
          <SelectInput name="communeCode" choices={communes} empty="Aucune commune du territoire" />
        </div>
        <div className="form-section">
          <TextInput name="siret" />
          <TextInput name="siren" />
          <TextInput name="rna" />
        </div>
        <div className="form-section">
          <TextInput name="adresse" wide />
          <TextInput name="courriel" type="email" />
          <TextInput name="telephone" type="tel" />
          <TextInput name="siteWeb" type="url" />
          <DateInput name="debut" />
          <DateInput name="fin" />
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
