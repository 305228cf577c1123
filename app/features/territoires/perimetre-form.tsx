import { Form, useNavigation } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  CheckList,
  type Choice,
  DateInput,
  FormFields,
  HiddenInput,
  TextArea,
  TextInput,
} from '#app/ui/form.tsx'
import { perimetreFields } from './perimetre.fields.ts'
import type { MembershipInput, PerimetreInput } from './perimetre.schema.ts'

export interface PerimetreFormProps {
  values: Partial<PerimetreInput & MembershipInput>
  version: number
  communes: ReadonlyArray<Choice>
  qpvs: ReadonlyArray<Choice>
  refused: RefusedForm | undefined
}

/** The form of a perimeter: its name, and who belongs to it from a day on. */
export function PerimetreForm({ values, version, communes, qpvs, refused }: PerimetreFormProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="form card">
      <FormFields words={perimetreFields} values={values} refused={refused}>
        <HiddenInput name="version" value={version} />
        <div className="form-section">
          <TextInput name="nom" required wide />
          <TextArea name="description" rows={2} />
          <DateInput name="depuis" required />
        </div>
        <div className="form-section">
          <CheckList name="communes" choices={communes} />
          {qpvs.length > 0 && <CheckList name="qpvs" choices={qpvs} />}
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
