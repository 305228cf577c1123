import { Form, useNavigation } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  CheckList,
  type Choice,
  DateInput,
  FormFields,
  HiddenInput,
  SelectInput,
  TextArea,
  TextInput,
} from '#app/ui/form.tsx'
import { contributionFields, observationFields } from './observation.fields.ts'
import { PERSONAL } from './observation.rules.ts'
import { certitudes, qualites } from './observation.schema.ts'

const choicesOf = (words: Record<string, string>): Choice[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

export interface PlaceChoices {
  communes: ReadonlyArray<Choice>
  qpvs: ReadonlyArray<Choice>
}

interface ObservationFormProps {
  values: object
  /** Absent for a new one. */
  version?: number
  places: PlaceChoices
  /** Absent through a link: the axis is that of the diagnosis. */
  axes?: ReadonlyArray<Choice>
  refused: RefusedForm | undefined
  submit: string
}

/** What is seen on the ground; without `axes`, the form of a partner, who says in whose name. */
export function ObservationForm({ values, version, places, axes, refused, submit }: ObservationFormProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="form card">
      <FormFields words={axes ? observationFields : contributionFields} values={values} refused={refused}>
        {version !== undefined && <HiddenInput name="version" value={version} />}
        <div className="form-section">
          {!axes && <TextInput name="contributeur" required wide />}
          <TextArea name="texte" required rows={5} />
          <Confirmation refused={refused} />
          <SelectInput name="auteurQualite" choices={choicesOf(qualites)} required />
          <SelectInput name="certitude" choices={choicesOf(certitudes)} required />
          <DateInput name="observeeLe" required />
          <TextInput name="depuis" />
        </div>
        <div className="form-section">
          {axes && <SelectInput name="axeId" choices={axes} empty="Aucun axe en particulier" wide />}
          {places.qpvs.length > 0 && <CheckList name="qpvs" choices={places.qpvs} wide={false} />}
          {places.communes.length > 0 && <CheckList name="communes" choices={places.communes} wide={false} />}
          <TextInput name="sources" />
          <TextInput name="etiquettes" />
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

/** Shown when the text may speak of someone: who writes decides, and says so. */
export function Confirmation({ refused }: { refused: RefusedForm | undefined }) {
  if (refused?.refusal.code !== PERSONAL) return null
  return (
    <div className="field wide">
      <label className="check">
        <input type="checkbox" name="confirme" value="oui" />
        <span>J’ai relu : personne ne peut être reconnu dans ce texte.</span>
      </label>
    </div>
  )
}
