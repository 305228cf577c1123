import { Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { Form, useNavigation } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  DateInput,
  FormFields,
  HiddenInput,
  NumberInput,
  SelectInput,
  TextArea,
  TextInput,
} from '#app/ui/form.tsx'
import { LateSelectInput } from '#app/ui/late-select.tsx'
import { etapeEtats, moyenNatures, resultatSens } from './fiche-parts.schema.ts'
import { anneeSpec, type PartKind, partSpecs } from './fiche-parts.spec.ts'

export interface PartContext {
  /** Where the organisations to choose from are asked. */
  organisationsFrom: string
  refused: RefusedForm | undefined
  canEdit: boolean
}

const inputs: Record<PartKind | 'annee', (context: PartContext) => ReactNode> = {
  etape: ({ organisationsFrom }) => (
    <>
      <TextInput name="titre" required wide />
      <LateSelectInput
        name="operateurId"
        from={organisationsFrom}
        shownAs="operateur"
        empty="Celui de la fiche"
      />
      <SelectInput name="etat" choices={choicesOf(etapeEtats)} required />
      <DateInput name="echeance" />
    </>
  ),
  resultat: () => (
    <>
      <TextInput name="indicateur" required wide />
      <TextInput name="unite" />
      <SelectInput name="sens" choices={choicesOf(resultatSens)} required />
      <NumberInput name="valeurInitiale" />
    </>
  ),
  annee: () => (
    <>
      <NumberInput name="annee" required />
      <NumberInput name="cible" />
      <NumberInput name="observe" />
      <TextInput name="note" />
    </>
  ),
  suivi: () => (
    <>
      <DateInput name="le" required />
      <TextArea name="texte" rows={3} required />
    </>
  ),
  citation: () => (
    <>
      <TextArea name="texte" rows={2} required />
      <TextInput name="fonction" required wide />
    </>
  ),
  moyen: () => (
    <>
      <NumberInput name="annee" required />
      <SelectInput name="nature" choices={choicesOf(moyenNatures)} required />
      <NumberInput name="valeur" />
      <TextInput name="description" wide />
    </>
  ),
}

export interface PartFormProps {
  kind: PartKind | 'annee'
  /** The line to change; a new one without it. */
  id?: string
  values: object
  context: PartContext
  /** What the summary says. */
  label: string
}

/** A folded form under a list: add a line, or change one. It opens by itself when it was refused. */
export function PartForm({ kind, id, values, context, label }: PartFormProps) {
  const busy = useNavigation().state !== 'idle'
  const intention = kind === 'annee' ? 'annee' : id ? 'partie.modifier' : 'partie.ajouter'
  const refused = isFor(context.refused, { intention, kind, id }) ? context.refused : undefined
  const words = kind === 'annee' ? anneeSpec.words : partSpecs[kind].words
  if (!context.canEdit) return null
  return (
    <details className="fiche-part" open={refused !== undefined}>
      <summary>{label}</summary>
      <Form method="post" className="stack-s">
        <FormFields words={words} values={values} refused={refused} idPrefix={`${kind}-${id ?? 'nouveau'}-`}>
          <HiddenInput name="intention" value={intention} />
          <HiddenInput name="partie" value={kind} />
          {id && <HiddenInput name="id" value={id} />}
          <div className="form-section">{inputs[kind](context)}</div>
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

function isFor(
  refused: RefusedForm | undefined,
  form: { intention: string; kind: string; id: string | undefined },
): boolean {
  const typed = (name: string) => refused?.values[name]?.[0]
  return typed('intention') === form.intention && typed('partie') === form.kind && typed('id') === form.id
}

/** Takes a line off; the journal keeps what it said. */
export function RemovePart({ kind, id, label }: { kind: PartKind; id: string; label: string }) {
  return (
    <Form method="post">
      <HiddenInput name="intention" value="partie.retirer" />
      <HiddenInput name="partie" value={kind} />
      <HiddenInput name="id" value={id} />
      <button type="submit" className="btn ghost small" aria-label={`Retirer : ${label}`}>
        <Trash2 aria-hidden size={14} />
      </button>
    </Form>
  )
}
