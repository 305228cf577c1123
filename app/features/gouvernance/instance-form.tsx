import { Form, useNavigation } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  CheckList,
  DateInput,
  FormFields,
  HiddenInput,
  NumberInput,
  SelectInput,
  TextArea,
  TextInput,
} from '#app/ui/form.tsx'
import { instanceFields } from './instance.fields.ts'
import { type InstanceInput, instanceNatures } from './instance.schema.ts'
import type { InstanceChoices } from './instance-choices.server.ts'

interface InstanceFormProps {
  values: Partial<InstanceInput>
  version: number
  choices: InstanceChoices
  refused: RefusedForm | undefined
}

/** The form of a body: what it is, who sits by right, how often it should meet. */
export function InstanceForm({ values, version, choices, refused }: InstanceFormProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="form card">
      <FormFields words={instanceFields} values={values} refused={refused}>
        <HiddenInput name="version" value={version} />
        <div className="form-section">
          <TextInput name="nom" required wide />
          <SelectInput name="nature" choices={choicesOf(instanceNatures)} required />
          <SelectInput name="documentId" choices={choices.documents} empty="Aucun" />
          <DateInput name="debut" required />
          <DateInput name="fin" />
        </div>
        <TextArea name="objet" rows={3} />
        <div className="form-section">
          <SelectInput name="elargitId" choices={choices.instances} empty="Aucune" />
          <SelectInput name="perimetreId" choices={choices.perimetres} empty="Aucune" />
          <SelectInput name="qpvCode" choices={choices.qpv} empty="Aucun" />
          <NumberInput name="rythmeAnnuel" />
          <NumberInput name="quorumPourcent" />
        </div>
        <CheckList name="axeIds" choices={choices.axes} />
        <TextArea name="source" rows={2} />
        <div className="form-bar">
          <button type="submit" className="btn primary" disabled={busy}>
            Enregistrer
          </button>
        </div>
      </FormFields>
    </Form>
  )
}
