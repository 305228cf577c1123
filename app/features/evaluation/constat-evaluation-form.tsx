import { Form, useNavigation } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
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
import { constatEvaluationFields } from './referentiel.fields.ts'
import { reponses } from './referentiel.schema.ts'

interface ConstatFormProps {
  values: object
  version: number
  etudes: ReadonlyArray<Choice>
  diagnostics: ReadonlyArray<Choice>
  indicateurs: ReadonlyArray<Choice>
  chiffres: ReadonlyArray<Choice>
  refused: RefusedForm | undefined
}

/** A finding: the answer first, then what it rests on, then its limits. */
export function ConstatEvaluationForm({ values, version, refused, ...choices }: ConstatFormProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="form card">
      <FormFields words={constatEvaluationFields} values={values} refused={refused}>
        <HiddenInput name="version" value={version} />
        <div className="form-section">
          <TextInput name="titre" required wide />
          <SelectInput name="reponse" choices={choicesOf(reponses)} required empty="Choisissez" />
          <TextArea name="texte" rows={4} />
        </div>
        <div className="form-section">
          <h2>Ce sur quoi il s’appuie</h2>
          {choices.etudes.length > 0 && <CheckList name="etudes" choices={choices.etudes} />}
          {choices.diagnostics.length > 0 && <CheckList name="diagnostics" choices={choices.diagnostics} />}
          {choices.indicateurs.length > 0 && <CheckList name="indicateurs" choices={choices.indicateurs} />}
          <CheckList name="chiffres" choices={choices.chiffres} />
        </div>
        <TextArea name="limites" rows={3} />
        <div className="form-bar">
          <button type="submit" className="btn primary" disabled={busy}>
            Enregistrer le constat
          </button>
        </div>
      </FormFields>
    </Form>
  )
}
