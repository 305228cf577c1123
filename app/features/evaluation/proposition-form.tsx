import { Form, useNavigation } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { type Choice, FormFields } from '#app/ui/form.tsx'
import type { Proposition } from './proposition.rules.ts'
import { WhoSection } from './question-form.tsx'
import { propositionFields } from './referentiel.fields.ts'
import { criteres, type Objet, objets } from './referentiel.schema.ts'

interface PropositionFormProps {
  propositions: ReadonlyArray<Proposition>
  organisations: ReadonlyArray<Choice>
  refused: RefusedForm | undefined
}

/** The questions a document calls for: keep some, say once who answers, by when and with what money. */
export function PropositionForm({ propositions, organisations, refused }: PropositionFormProps) {
  const busy = useNavigation().state !== 'idle'
  const kept = new Set(refused?.values.retenues ?? propositions.filter(isUsual).map((its) => its.cle))
  return (
    <Form method="post" className="form card">
      <FormFields words={propositionFields} values={{ budgetCentimes: 0 }} refused={refused}>
        <p>{propositionFields.retenues.hint}</p>
        {(Object.keys(objets) as Objet[]).map((objet) => (
          // keys of a const record
          <Proposed
            key={objet}
            objet={objet}
            propositions={propositions.filter((its) => its.objet === objet)}
            kept={kept}
          />
        ))}
        <WhoSection organisations={organisations} />
        <div className="form-bar">
          <button type="submit" className="btn primary" disabled={busy}>
            Garder ces questions
          </button>
        </div>
      </FormFields>
    </Form>
  )
}

// A question for each commitment would be too many: those are offered, not ticked.
const isUsual = (its: Proposition): boolean => its.engagementId === null

function Proposed({
  objet,
  propositions,
  kept,
}: {
  objet: Objet
  propositions: ReadonlyArray<Proposition>
  kept: ReadonlySet<string>
}) {
  if (propositions.length === 0) return null
  return (
    <fieldset className="field wide" id={objet === 'contexte' ? 'champ-retenues' : undefined}>
      <legend>{objets[objet]}</legend>
      <div className="stack-s">
        {propositions.map((its) => (
          <label key={its.cle} className="check">
            <input type="checkbox" name="retenues" value={its.cle} defaultChecked={kept.has(its.cle)} />
            <span>
              {its.texte} <span className="small muted">{criteres[its.critere]}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
