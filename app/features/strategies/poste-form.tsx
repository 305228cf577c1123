import { Form } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  CheckInput,
  CheckList,
  type Choice,
  DateInput,
  FormFields,
  HiddenInput,
  NumberInput,
  SelectInput,
  TextInput,
} from '#app/ui/form.tsx'
import { type Missions, missionsWords, type PosteInput, posteFields } from './poste.schema.ts'

export interface PosteFormProps {
  values: Partial<PosteInput & Missions>
  version: number
  choices: { organisations: ReadonlyArray<Choice>; axes: ReadonlyArray<Choice>; years: ReadonlyArray<number> }
  refused: RefusedForm | undefined
}

/** The form of a post: what it is, its axes, its FTE by year. */
export function PosteForm({ values, version, choices, refused }: PosteFormProps) {
  const years = choices.years.map((year) => [`etp-${year}`, year] as const)
  const words = {
    ...posteFields,
    ...missionsWords,
    ...Object.fromEntries(years.map(([name, year]) => [name, { label: `ETP ${year}` }])),
  }
  const etp = Object.fromEntries(
    years.map(([name, year]) => [
      name,
      values.etp?.find((its) => its.annee === year)?.etp.toLocaleString('fr-FR') ?? '',
    ]),
  )
  return (
    <Form method="post" className="form card">
      <FormFields
        words={words}
        values={{ principaux: [], secondaires: [], ...values, ...etp }}
        refused={refused}
      >
        <HiddenInput name="version" value={version} />
        <div className="form-section">
          <TextInput name="intitule" required />
          <SelectInput name="organisationId" choices={choices.organisations} required />
          <TextInput name="service" />
          <TextInput name="missionAnnexe" />
          <DateInput name="debut" required />
          <DateInput name="fin" />
          <CheckInput name="dansLaDirection" wide />
        </div>
        <div className="form-section">
          <CheckList name="principaux" choices={choices.axes} wide={false} />
          <CheckList name="secondaires" choices={choices.axes} wide={false} />
        </div>
        <div className="form-section">
          {years.map(([name]) => (
            <NumberInput key={name} name={name} />
          ))}
        </div>
        <div className="form-bar">
          <button type="submit" className="btn primary">
            Enregistrer
          </button>
        </div>
      </FormFields>
    </Form>
  )
}
