import { Form, useNavigation } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  type Choice,
  FormFields,
  HiddenInput,
  NumberInput,
  SelectInput,
  TextArea,
  TextInput,
} from '#app/ui/form.tsx'
import { calculables } from './calculables.ts'
import { indicateurSuiviFields } from './suivi.fields.ts'
import { sensWords } from './suivi.schema.ts'

interface IndicateurFormProps {
  values: object
  version: number
  axes: ReadonlyArray<Choice>
  organisations: ReadonlyArray<Choice>
  refused: RefusedForm | undefined
}

const counted = calculables
  .filter((its) => its.manque === null)
  .map(({ code, label }) => ({ value: code, label }))

/** An indicator to follow: what it counts, which way it should go, where it starts. */
export function IndicateurForm({ values, version, axes, organisations, refused }: IndicateurFormProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="form card">
      <FormFields words={indicateurSuiviFields} values={values} refused={refused}>
        <HiddenInput name="version" value={version} />
        <div className="form-section">
          <TextInput name="nom" required wide />
          <TextArea name="definition" rows={2} />
          <TextInput name="unite" required />
          <SelectInput name="sens" choices={choicesOf(sensWords)} required />
          <SelectInput name="axeId" choices={axes} empty="Tout le document" />
          <SelectInput name="calcul" choices={counted} empty="Non : saisi ou livré" />
          <SelectInput name="organisationId" choices={organisations} required empty="Choisissez" />
        </div>
        <div className="form-section">
          <h2>Point de départ et tolérance</h2>
          <NumberInput name="referenceAnnee" />
          <NumberInput name="referenceValeur" />
          <NumberInput name="tolerancePourcent" required />
        </div>
        <div className="form-bar">
          <button type="submit" className="btn primary" disabled={busy}>
            Enregistrer l’indicateur
          </button>
        </div>
      </FormFields>
    </Form>
  )
}
