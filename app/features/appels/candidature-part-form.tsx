import { Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { Form, useNavigation } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  CheckList,
  type Choice,
  DateInput,
  EurosInput,
  FormFields,
  HiddenInput,
  NumberInput,
  SelectInput,
  TextArea,
  TextInput,
} from '#app/ui/form.tsx'
import { isWritable } from './candidature.rules.ts'
import { type PartKind, partSpecs } from './candidature.spec.ts'
import {
  exigenceEtats,
  lettreEtats,
  partenaireRoles,
  pieceEtats,
  regleGenres,
  sectionEtats,
} from './candidature.words.ts'
import { type BidContext, useBid } from './candidature-context.ts'
import './appels.css'

const choicesOf = (words: Record<string, string>): Choice[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

const namedChoices = (items: ReadonlyArray<{ id: string; titre: string }>): Choice[] =>
  items.map(({ id, titre }) => ({ value: id, label: titre }))

const inputs: Record<PartKind, (context: BidContext) => ReactNode> = {
  partenaire: ({ organisations }) => (
    <>
      <SelectInput name="organisationId" choices={organisations} required />
      <SelectInput name="role" choices={choicesOf(partenaireRoles)} required />
      <SelectInput name="lettre" choices={choicesOf(lettreEtats)} required />
      <DateInput name="conseilLe" />
      <TextInput name="note" />
    </>
  ),
  domaine: () => (
    <>
      <TextInput name="titre" required />
      <TextArea name="description" rows={2} />
    </>
  ),
  action: ({ bid, organisations, communes }) => (
    <>
      <TextInput name="code" required />
      <TextInput name="titre" required />
      <SelectInput name="domaineId" choices={namedChoices(bid.domaines)} empty="À choisir" />
      <SelectInput name="operateurId" choices={organisations} empty="À choisir" />
      <TextArea name="resume" rows={2} />
      <CheckList name="communeCodes" choices={communes} />
    </>
  ),
  budget: ({ bid, organisations }) => (
    <>
      <SelectInput
        name="actionId"
        choices={bid.actions.map(({ id, code, titre }) => ({ value: id, label: `${code} ${titre}` }))}
        required
      />
      <SelectInput name="operateurId" choices={organisations} required />
      <SelectInput name="financeurId" choices={organisations} required />
      <NumberInput name="annee" required />
      <EurosInput name="montantCentimes" required />
    </>
  ),
  regle: () => (
    <>
      <SelectInput name="genre" choices={choicesOf(regleGenres)} required />
      <NumberInput name="seuil" required />
      <TextInput name="source" />
    </>
  ),
  piece: () => (
    <>
      <TextInput name="titre" required />
      <TextInput name="responsable" />
      <DateInput name="echeance" />
      <SelectInput name="etat" choices={choicesOf(pieceEtats)} required />
    </>
  ),
  exigence: ({ bid }) => (
    <>
      <TextInput name="titre" required wide />
      <TextInput name="responsable" />
      <SelectInput name="etat" choices={choicesOf(exigenceEtats)} required />
      <TextInput name="preuve" wide />
      <CheckList name="pieceIds" choices={namedChoices(bid.pieces)} />
    </>
  ),
  section: () => (
    <>
      <TextInput name="titre" required />
      <SelectInput name="etat" choices={choicesOf(sectionEtats)} required />
      <TextArea name="texte" rows={8} />
    </>
  ),
  depense: ({ organisations }) => (
    <>
      <SelectInput name="operateurId" choices={organisations} required />
      <NumberInput name="annee" required />
      <EurosInput name="montantCentimes" required />
      <TextInput name="note" />
    </>
  ),
}

export interface PartFormProps {
  kind: PartKind
  /** The line to change; a new one without it. */
  id?: string
  values: object
  label: string
  refused: RefusedForm | undefined
}

/** A folded form: add a line, or change one. It opens by itself when it was refused. */
export function PartForm({ kind, id, values, label, refused }: PartFormProps) {
  const context = useBid()
  const busy = useNavigation().state !== 'idle'
  if (!context.canEdit || !isWritable(context.bid.etat, kind)) return null
  const intention = id ? 'modifier' : 'ajouter'
  const typed = (name: string) => refused?.values[name]?.[0]
  const mine = typed('intention') === intention && typed('partie') === kind && typed('id') === id
  return (
    <details className="bid-part" open={mine}>
      <summary>{label}</summary>
      <Form method="post" className="stack-s">
        <FormFields
          words={partSpecs[kind].words}
          values={values}
          refused={mine ? refused : undefined}
          idPrefix={`${kind}-${id ?? 'nouveau'}-`}
        >
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

/** Takes a line off; the journal keeps what it said. */
export function RemovePart({ kind, id, label }: { kind: PartKind; id: string; label: string }) {
  const { canEdit, bid } = useBid()
  if (!canEdit || !isWritable(bid.etat, kind)) return null
  return (
    <Form method="post">
      <HiddenInput name="intention" value="retirer" />
      <HiddenInput name="partie" value={kind} />
      <HiddenInput name="id" value={id} />
      <button type="submit" className="btn ghost small" aria-label={`Retirer : ${label}`}>
        <Trash2 aria-hidden size={14} />
      </button>
    </Form>
  )
}

/** Change or take off a line, at the end of its row. */
export function PartActions(props: Omit<PartFormProps, 'label'> & { id: string; name: string }) {
  const { name, ...form } = props
  return (
    <div className="row">
      <PartForm {...form} label="Modifier" />
      <RemovePart kind={props.kind} id={props.id} label={name} />
    </div>
  )
}
