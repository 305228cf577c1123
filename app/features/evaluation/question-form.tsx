import { Form, useNavigation } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  CheckList,
  type Choice,
  DateInput,
  EurosInput,
  FormFields,
  HiddenInput,
  SelectInput,
  TextArea,
  TextInput,
} from '#app/ui/form.tsx'
import { questionFields } from './referentiel.fields.ts'
import { criteres, objets } from './referentiel.schema.ts'

interface QuestionFormProps {
  values: object
  version: number
  axes: ReadonlyArray<Choice>
  engagements: ReadonlyArray<Choice>
  indicateurs: ReadonlyArray<Choice>
  organisations: ReadonlyArray<Choice>
  refused: RefusedForm | undefined
}

/** A question of evaluation: what is asked, how one will know, and who answers. */
export function QuestionForm({ values, version, refused, ...choices }: QuestionFormProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="form card">
      <FormFields words={questionFields} values={values} refused={refused}>
        <HiddenInput name="version" value={version} />
        <div className="form-section">
          <SelectInput name="objet" choices={choicesOf(objets)} required />
          <SelectInput name="critere" choices={choicesOf(criteres)} required />
          <TextArea name="texte" rows={2} required />
          <SelectInput name="axeId" choices={choices.axes} empty="Aucun axe en particulier" />
          <SelectInput name="engagementId" choices={choices.engagements} empty="Aucun" />
        </div>
        <div className="form-section">
          <h2>Comment on saura</h2>
          <TextArea name="jugement" rows={2} />
          {choices.indicateurs.length > 0 ? (
            <CheckList name="indicateurs" choices={choices.indicateurs} />
          ) : (
            <p className="muted small wide">Aucun indicateur n’est encore suivi pour ce document.</p>
          )}
          <TextArea name="methode" rows={2} />
          <TextArea name="sources" rows={2} />
        </div>
        <WhoSection organisations={choices.organisations} />
        <div className="form-bar">
          <button type="submit" className="btn primary" disabled={busy}>
            Enregistrer la question
          </button>
        </div>
      </FormFields>
    </Form>
  )
}

/** The three things every question has: who answers, by when, with what money. */
export function WhoSection({ organisations }: { organisations: ReadonlyArray<Choice> }) {
  return (
    <div className="form-section">
      <h2>Qui répond, pour quand, avec quoi</h2>
      <SelectInput name="organisationId" choices={organisations} required empty="Choisissez" />
      <TextInput name="fonction" required />
      <DateInput name="echeance" required />
      <EurosInput name="budgetCentimes" required />
    </div>
  )
}
