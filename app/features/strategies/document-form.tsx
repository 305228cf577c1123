import { Form, useNavigation } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  CheckInput,
  type Choice,
  DateInput,
  FormFields,
  HiddenInput,
  SelectInput,
  TextArea,
  TextInput,
} from '#app/ui/form.tsx'
import { documentFields } from './document.fields.ts'
import { type DocumentInput, documentNatures } from './document.schema.ts'

export interface DocumentFormProps {
  values: Partial<DocumentInput>
  version: number
  perimetres: ReadonlyArray<Choice>
  arbres: ReadonlyArray<Choice>
  refused: RefusedForm | undefined
  /** A new document may be one of the past, taken over for memory. */
  isNew?: boolean
}

const words = {
  ...documentFields,
  passe: {
    label: 'Document du passé, repris pour mémoire',
    hint: 'Il est déjà échu ; on peut ignorer ses axes et ses signataires.',
  },
  nouvelArbre: { label: 'Nom d’un nouvel arbre d’axes', hint: 'Si aucun arbre existant ne convient.' },
}

/** The form of a framework document. */
export function DocumentForm({
  values,
  version,
  perimetres,
  arbres,
  refused,
  isNew = false,
}: DocumentFormProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="form card">
      <FormFields words={words} values={values} refused={refused}>
        <HiddenInput name="version" value={version} />
        <div className="form-section">
          <TextInput name="titre" required wide />
          <TextInput name="code" required />
          <SelectInput name="nature" choices={choicesOf(documentNatures)} required />
          <DateInput name="debut" required />
          <DateInput name="fin" />
          <DateInput name="dateSignature" />
          <SelectInput name="perimetreId" choices={perimetres} empty="Non renseigné" />
          <SelectInput name="arbreId" choices={arbres} empty="Aucun pour l’instant" />
          {isNew && <TextInput name="nouvelArbre" />}
          {isNew && <CheckInput name="passe" wide />}
        </div>
        <TextArea name="resume" rows={3} />
        <TextArea name="texte" rows={8} />
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
