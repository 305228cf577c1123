import { Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { Form, useNavigation } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  CheckInput,
  type Choice,
  EurosInput,
  FormFields,
  HiddenInput,
  NumberInput,
  SelectInput,
  TextInput,
} from '#app/ui/form.tsx'
import { credits, pieceNatures } from './appel.words.ts'
import { type AppelPartKind, appelPartSpecs } from './appel-parts.spec.ts'
import './financements.css'

export interface PartChoices {
  financeurs: ReadonlyArray<Choice>
  perimetres: ReadonlyArray<Choice>
}

const inputs: Record<AppelPartKind, (choices: PartChoices) => ReactNode> = {
  piece: () => (
    <>
      <TextInput name="titre" required />
      <SelectInput name="nature" choices={choicesOf(pieceNatures)} required />
      <CheckInput name="obligatoire" />
    </>
  ),
  critere: () => (
    <>
      <TextInput name="titre" required />
      <NumberInput name="poids" required />
      <NumberInput name="noteMax" required />
      <TextInput name="aide" wide />
    </>
  ),
  enveloppe: ({ financeurs, perimetres }) => (
    <>
      <SelectInput name="financeurId" choices={financeurs} required />
      <SelectInput name="credit" choices={choicesOf(credits)} required />
      <EurosInput name="montantCentimes" required />
      <TextInput name="libelle" />
      <SelectInput name="perimetreId" choices={perimetres} empty="Tout le territoire" />
    </>
  ),
}

const blanks: Record<AppelPartKind, object> = {
  piece: { obligatoire: true },
  critere: { poids: 1, noteMax: 5 },
  enveloppe: {},
}

export interface AppelPartFormProps {
  kind: AppelPartKind
  /** The line to change; a new one without it. */
  id?: string
  values?: object
  label: string
  choices: PartChoices
  refused: RefusedForm | undefined
}

/** A folded form: add a line to a call, or change one. It opens by itself when it was refused. */
export function AppelPartForm({ kind, id, values, label, choices, refused }: AppelPartFormProps) {
  const busy = useNavigation().state !== 'idle'
  const intention = id ? 'modifier' : 'ajouter'
  const typed = (name: string) => refused?.values[name]?.[0]
  const mine = typed('intention') === intention && typed('partie') === kind && typed('id') === id
  return (
    <details className="folded" open={mine}>
      <summary>{label}</summary>
      <Form method="post" className="stack-s">
        <FormFields
          words={appelPartSpecs[kind].words}
          values={values ?? blanks[kind]}
          refused={mine ? refused : undefined}
          idPrefix={`${kind}-${id ?? 'nouveau'}-`}
        >
          <HiddenInput name="intention" value={intention} />
          <HiddenInput name="partie" value={kind} />
          {id && <HiddenInput name="id" value={id} />}
          <div className="form-section">{inputs[kind](choices)}</div>
          <div className="row">
            <button type="submit" className="btn primary small" disabled={busy}>
              Enregistrer
            </button>
          </div>
        </FormFields>
      </Form>
    </details>
  )
}

/** Change or take off a line, at the end of its row. */
export function AppelPartActions(props: Omit<AppelPartFormProps, 'label'> & { id: string; name: string }) {
  const { name, ...form } = props
  return (
    <div className="row">
      <AppelPartForm {...form} label="Modifier" />
      <Form method="post">
        <HiddenInput name="intention" value="retirer" />
        <HiddenInput name="partie" value={props.kind} />
        <HiddenInput name="id" value={props.id} />
        <button type="submit" className="btn ghost small" aria-label={`Retirer : ${name}`}>
          <Trash2 aria-hidden size={14} />
        </button>
      </Form>
    </div>
  )
}
