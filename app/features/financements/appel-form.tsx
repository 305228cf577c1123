import type { ReactNode } from 'react'
import { Form, useNavigation } from 'react-router'
import { organisationNatures } from '#app/features/organisations/index.ts'
import { choicesOf } from '#app/lib/choices.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  CheckInput,
  CheckList,
  DateTimeInput,
  EurosInput,
  FormFields,
  HiddenInput,
  NumberInput,
  PercentInput,
  SelectInput,
  TextArea,
  TextInput,
} from '#app/ui/form.tsx'
import { appelFields } from './appel.fields.ts'
import type { AppelInput } from './appel.schema.ts'
import { appelNatures, formulaires, perimetreSens } from './appel.words.ts'
import type { AppelChoices } from './appel-choices.server.ts'

export interface AppelFormProps {
  values: Partial<AppelInput>
  version: number
  choices: AppelChoices
  refused: RefusedForm | undefined
}

/** The form of a call: what it is, when, who may answer, the money rules. */
export function AppelForm({ values, version, choices, refused }: AppelFormProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="form card">
      <FormFields words={appelFields} values={values} refused={refused}>
        <HiddenInput name="version" value={version} />
        <Identity choices={choices} />
        <Calendar />
        <Who choices={choices} />
        <Money choices={choices} />
        <div className="form-bar">
          <button type="submit" className="btn primary" disabled={busy}>
            Enregistrer
          </button>
        </div>
      </FormFields>
    </Form>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="form-section">
      <h2>{title}</h2>
      {children}
    </div>
  )
}

function Identity({ choices }: { choices: AppelChoices }) {
  return (
    <Section title="L’appel">
      <TextInput name="titre" required wide />
      <TextInput name="code" required />
      <NumberInput name="exercice" required />
      <SelectInput name="nature" choices={choicesOf(appelNatures)} required />
      <SelectInput name="formulaire" choices={choicesOf(formulaires)} required />
      <SelectInput name="documentId" choices={choices.documents} empty="Aucun" />
      <TextArea name="cadrage" rows={4} />
      <TextArea name="texte" rows={8} />
      <TextInput name="contact" wide />
    </Section>
  )
}

function Calendar() {
  return (
    <Section title="Le calendrier">
      <DateTimeInput name="ouvreLe" />
      <DateTimeInput name="fermeLe" />
      <NumberInput name="graceMinutes" required />
    </Section>
  )
}

function Who({ choices }: { choices: AppelChoices }) {
  return (
    <Section title="Qui peut répondre, et où">
      <CheckList name="axeIds" choices={choices.axes} />
      <CheckList name="porteursAdmis" choices={choicesOf(organisationNatures)} />
      <SelectInput name="perimetreId" choices={choices.perimetres} empty="Tout le territoire" />
      <SelectInput name="perimetreSens" choices={choicesOf(perimetreSens)} required />
      <CheckInput name="unParPorteur" wide />
    </Section>
  )
}

function Money({ choices }: { choices: AppelChoices }) {
  return (
    <Section title="L’argent">
      <CheckList name="financeurIds" choices={choices.financeurs} />
      <EurosInput name="plancherCentimes" />
      <EurosInput name="plafondCentimes" />
      <PercentInput name="partPropreMin" />
      <PercentInput name="aidePubliqueMax" />
      <PercentInput name="partCpoCible" />
      <CheckInput name="avisPartages" wide />
    </Section>
  )
}
