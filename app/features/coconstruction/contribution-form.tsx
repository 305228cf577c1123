import { Form, useNavigation } from 'react-router'
import { Confirmation } from '#app/features/diagnostics/index.ts'
import { choicesOf } from '#app/lib/choices.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { FormFields, HiddenInput, SelectInput, TextArea, TextInput } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/page.tsx'
import { contributionFields } from './demarche.fields.ts'
import { contributionNatures } from './demarche.words.ts'

interface Seat {
  id: string
  nom: string
  own: ReadonlyArray<{ value: string; label: string }>
}

interface ContributionFormProps {
  /** What the form does: write, or correct one. */
  intention: 'contribuer' | 'corriger'
  values: object
  axeId: string | null
  seats: ReadonlyArray<Seat>
  /** The team writes for any group, or for none. */
  leads: boolean
  refused: RefusedForm | undefined
  idPrefix: string
  known?: { id: string; version: number }
}

/** What somebody brings, in the name of a group where it sits. */
export function ContributionForm(props: ContributionFormProps) {
  const { intention, values, axeId, seats, leads, refused, idPrefix, known } = props
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="stack-s" preventScrollReset>
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      <FormFields words={contributionFields} values={values} refused={refused} idPrefix={idPrefix}>
        <HiddenInput name="intention" value={intention} />
        <HiddenInput name="axeId" value={axeId ?? ''} />
        {known && (
          <>
            <HiddenInput name="contribution" value={known.id} />
            <HiddenInput name="version" value={known.version} />
          </>
        )}
        <div className="form-section">
          <TextArea name="texte" rows={4} required />
          <SelectInput name="nature" choices={choicesOf(contributionNatures)} required />
          <TextInput name="auteur" required />
          <SeatInputs seats={seats} leads={leads} />
        </div>
        <Confirmation refused={refused} />
        <div>
          <button type="submit" className="btn primary" disabled={busy}>
            {intention === 'contribuer' ? 'Envoyer' : 'Corriger'}
          </button>
        </div>
      </FormFields>
    </Form>
  )
}

function SeatInputs({ seats, leads }: Pick<ContributionFormProps, 'seats' | 'leads'>) {
  const groups = seats.map(({ id, nom }) => ({ value: id, label: nom }))
  if (leads) return <SelectInput name="instanceId" choices={groups} empty="Aucun en particulier" />
  const structures = [...new Map(seats.flatMap((its) => its.own).map((its) => [its.value, its])).values()]
  const [group] = groups
  const [structure] = structures
  return (
    <>
      {groups.length === 1 && group ? (
        <HiddenInput name="instanceId" value={group.value} />
      ) : (
        <SelectInput name="instanceId" choices={groups} required />
      )}
      {structures.length === 1 && structure ? (
        <HiddenInput name="organisationId" value={structure.value} />
      ) : (
        <SelectInput name="organisationId" choices={structures} required />
      )}
    </>
  )
}
