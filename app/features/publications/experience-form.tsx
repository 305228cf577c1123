import { Form } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { CheckInput, DateInput, FormFields, HiddenInput, TextArea, TextInput } from '#app/ui/form.tsx'
import { experienceIdentite } from './experience.fields.ts'
import type { ExperienceIdentite } from './experience.schema.ts'

export interface ExperienceFormProps {
  values: ExperienceIdentite
  version: number
  refused: RefusedForm | undefined
}

/** What the sheet is called and how it begins; its texts are written on their own page. */
export function ExperienceForm({ values, version, refused }: ExperienceFormProps) {
  return (
    <Form method="post" className="form card">
      <FormFields words={experienceIdentite} values={values} refused={refused}>
        <HiddenInput name="version" value={version} />
        <div className="form-section">
          <TextInput name="titre" required wide />
          <DateInput name="mois" required />
          <TextInput name="typeAction" />
          <TextInput name="departement" />
        </div>
        <TextArea name="surLeVif" rows={2} />
        <TextInput name="surLeVifFonction" wide />
        <CheckInput name="nonMesure" wide />
        <div className="form-bar">
          <button type="submit" className="btn primary">
            Enregistrer
          </button>
        </div>
      </FormFields>
    </Form>
  )
}
