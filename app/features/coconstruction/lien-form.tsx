import { Form, useNavigation } from 'react-router'
import { Confirmation } from '#app/features/diagnostics/index.ts'
import { choicesOf } from '#app/lib/choices.ts'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { type Choice, FormFields, HiddenInput, SelectInput, TextArea, TextInput } from '#app/ui/form.tsx'
import { contributionFields } from './demarche.fields.ts'
import { contributionNatures } from './demarche.words.ts'

interface LinkFormProps {
  its: {
    axeId: string | null
    axes: ReadonlyArray<Choice>
    destinataire: string
    echeance: IsoDate
    contributions: ReadonlyArray<unknown>
  }
  refused: RefusedForm | undefined
}

/** What somebody writes by its link, without an account. */
export function LinkForm({ its, refused }: LinkFormProps) {
  const busy = useNavigation().state !== 'idle'
  const own = refused?.values.texte ? refused : undefined
  return (
    <Form method="post" className="stack-s" key={its.contributions.length}>
      <FormFields
        words={contributionFields}
        values={{ nature: 'proposition', auteur: its.destinataire }}
        refused={own}
      >
        {its.axeId ? (
          <HiddenInput name="axeId" value={its.axeId} />
        ) : (
          <SelectInput name="axeId" choices={its.axes} empty="Tout le document" />
        )}
        <TextArea name="texte" rows={5} required />
        <SelectInput name="nature" choices={choicesOf(contributionNatures)} required />
        <TextInput name="auteur" required />
        <Confirmation refused={own} />
        <div className="row">
          <button type="submit" className="btn primary" disabled={busy}>
            Envoyer
          </button>
          <span className="muted small">jusqu’au {formatDate(its.echeance)}</span>
        </div>
      </FormFields>
    </Form>
  )
}
