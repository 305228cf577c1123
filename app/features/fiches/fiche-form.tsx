import type { ReactNode, RefObject } from 'react'
import { Form, useNavigation } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  CheckInput,
  CheckList,
  DateInput,
  EurosInput,
  FormFields,
  HiddenInput,
  NumberInput,
  SelectInput,
  TextArea,
  TextInput,
} from '#app/ui/form.tsx'
import { ficheFields } from './fiche.fields.ts'
import { type FicheInput, ficheNatures, fichePortees } from './fiche.schema.ts'
import type { FicheChoices } from './fiche-choices.ts'

export interface FicheFormProps {
  values: Partial<FicheInput>
  version: number
  choices: FicheChoices
  refused: RefusedForm | undefined
  /** A draft taken up again. */
  draft?: Record<string, string[]> | undefined
  /** Shown in the bar under the form: the state of the draft. */
  children?: ReactNode
  formRef?: RefObject<HTMLFormElement | null>
}

/** The form of a fiche: words from its fields, layout here. What matters for validation comes first. */
export function FicheForm({ values, version, choices, refused, draft, children, formRef }: FicheFormProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="form card" ref={formRef}>
      <FormFields words={ficheFields} values={values} refused={refused} draft={draft}>
        <HiddenInput name="version" value={version} />
        <Essentials />
        <Strategy choices={choices} />
        <Where choices={choices} />
        <Who choices={choices} />
        <Means />
        <div className="form-bar">
          <button type="submit" className="btn primary" disabled={busy}>
            Enregistrer
          </button>
          {children}
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

function Essentials() {
  return (
    <Section title="L’action">
      <TextInput name="titre" required wide />
      <TextInput name="code" />
      <SelectInput name="nature" choices={choicesOf(ficheNatures)} required />
      <TextArea name="resume" rows={3} />
      <TextArea name="contexte" />
      <TextArea name="objectifs" />
      <TextInput name="publicVise" />
      <NumberInput name="beneficiairesPrevus" />
    </Section>
  )
}

function Strategy({ choices }: { choices: FicheChoices }) {
  return (
    <Section title="La stratégie">
      <SelectInput name="axeId" choices={choices.axes} empty="À choisir" wide />
      <CheckList name="autresAxeIds" choices={choices.axes} />
      <CheckList name="themeIds" choices={choices.themes} />
      <CheckList name="documentIds" choices={choices.documents} />
      <SelectInput name="parentId" choices={choices.programmes} empty="Aucun programme" wide />
    </Section>
  )
}

function Where({ choices }: { choices: FicheChoices }) {
  return (
    <Section title="Le territoire">
      <SelectInput name="portee" choices={choicesOf(fichePortees)} required />
      <CheckList name="communeCodes" choices={choices.communes} />
      <CheckList name="qpvCodes" choices={choices.qpv} />
    </Section>
  )
}

function Who({ choices }: { choices: FicheChoices }) {
  return (
    <Section title="Les acteurs">
      <SelectInput name="porteurId" choices={choices.organisations} empty="À choisir" wide />
      <CheckInput name="gestionDirecte" wide />
      <TextArea name="verificationOffre" rows={3} />
      <CheckList name="operateurIds" choices={choices.organisations} />
      <CheckList name="partenaireIds" choices={choices.organisations} />
      <CheckList name="financeurIds" choices={choices.organisations} />
    </Section>
  )
}

function Means() {
  return (
    <Section title="Calendrier, moyens, enseignements">
      <DateInput name="debut" />
      <DateInput name="fin" />
      <EurosInput name="budgetCentimes" />
      <TextArea name="lecons" rows={3} />
    </Section>
  )
}
