import { Form } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { type Choice, FormFields, HiddenInput, SelectInput, TextArea, TextInput } from '#app/ui/form.tsx'
import { Card } from '#app/ui/page.tsx'
import { observationFields } from './observation.fields.ts'
import { certitudes, qualites } from './observation.schema.ts'
import { Confirmation } from './observation-form.tsx'

const choicesOf = (words: Record<string, string>): Choice[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

/** Another voice on the same places: confirms, qualifies, contradicts. */
export function ReplyCard({ today, refused }: { today: string; refused: RefusedForm | undefined }) {
  return (
    <Card title="Répondre">
      <Form method="post" className="form">
        <FormFields words={observationFields} values={{ certitude: 'vu' }} refused={refused}>
          <HiddenInput name="observeeLe" value={today} />
          <div className="form-section">
            <TextArea name="texte" required rows={3} />
            <Confirmation refused={refused} />
            <SelectInput name="auteurQualite" choices={choicesOf(qualites)} required />
            <SelectInput name="certitude" choices={choicesOf(certitudes)} required />
            <TextInput name="depuis" />
            <TextInput name="sources" />
          </div>
          <div>
            <button type="submit" className="btn primary">
              Répondre
            </button>
          </div>
        </FormFields>
      </Form>
    </Card>
  )
}

/** Two observations that say the same become one. */
export function MergeCard({ others }: { others: ReadonlyArray<Choice> }) {
  return (
    <Card title="C’est la même qu’une autre">
      <Form method="post" className="row">
        <HiddenInput name="geste" value="fusionner" />
        <label className="field wide">
          <span>Observation à garder</span>
          <select className="input" name="dans" defaultValue="">
            <option value="">Choisir</option>
            {others.map(({ value, label }) => (
              <option key={value} value={value}>
                {label.length > 140 ? `${label.slice(0, 139)}…` : label}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="btn">
          Fusionner
        </button>
      </Form>
    </Card>
  )
}
