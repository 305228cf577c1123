import { Form, useNavigation } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  CheckInput,
  CheckList,
  type Choice,
  FormFields,
  HiddenInput,
  NumberInput,
  SelectInput,
  TextArea,
  TextInput,
} from '#app/ui/form.tsx'
import type { EtudeInput } from './etude.schema.ts'
import { etudeWords } from './etude.words.ts'

interface EtudeFormProps {
  values: Partial<EtudeInput>
  version: number
  indicateurs: ReadonlyArray<Choice>
  communes: ReadonlyArray<Choice>
  documents: ReadonlyArray<Choice>
  refused: RefusedForm | undefined
}

/** The declaration of a study: written before anything is computed. */
export function EtudeForm({ values, version, indicateurs, communes, documents, refused }: EtudeFormProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="form card">
      <FormFields words={etudeWords} values={values} refused={refused}>
        <HiddenInput name="version" value={version} />
        <div className="form-section">
          <TextInput name="titre" required wide />
          <SelectInput name="indicateur" choices={indicateurs} required empty="Choisissez" />
          <SelectInput name="documentId" choices={documents} empty="Aucun" />
          <NumberInput name="debut" required />
          <NumberInput name="cible" />
        </div>
        <TextArea name="question" rows={2} />
        <CheckList name="communeCodes" choices={communes} />
        <CheckInput name="choisiesSurMesure" wide />
        <NumberInput name="anneeChoix" />
        <div className="form-bar">
          <button type="submit" className="btn primary" disabled={busy}>
            Enregistrer la déclaration
          </button>
        </div>
      </FormFields>
    </Form>
  )
}
