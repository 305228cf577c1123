import { useRef } from 'react'
import { Form, useNavigation } from 'react-router'
import { formatHour, formatInstant, parisTime } from '#app/lib/paris-time.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { type DraftOf, type DraftState, useDraft } from '#app/ui/draft.tsx'
import { FormFields, HiddenInput } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/page.tsx'
import { hasBudget } from './dossier.steps.ts'
import { Balance, BudgetTable } from './dossier-budget.tsx'
import type { TypedStepData } from './dossier-etape.server.ts'
import { stepFields } from './dossier-fields.tsx'
import { formWords } from './dossier-form.words.ts'

export interface StepFormProps {
  data: TypedStepData
  /** `/t/<territoire>/brouillon`. */
  draftUrl: string
  refused: RefusedForm | undefined
}

/** A step of the dossier: kept on the server while it is typed, saved in the dossier when one says so. */
export function StepForm({ data, draftUrl, refused }: StepFormProps) {
  const { step, dossier, draft, tables, funders, rules, choices, empreinte, draftKey } = data
  const form = useRef<HTMLFormElement>(null)
  const busy = useNavigation().state !== 'idle'
  const of: DraftOf = { url: draftUrl, entite: 'dossier', entiteId: draftKey, version: null }
  const draftState = useDraft(form, of)
  const typed = refused?.values ?? draft?.values
  const state = { typed: typed ?? tables, errors: refused?.refusal.fieldErrors ?? {} }
  // A draft is saved against what it was begun on; a refusal has shown what changed since.
  const readAt = refused ? empreinte : (draft?.values.empreinte?.[0] ?? empreinte)
  return (
    <>
      {draft && !refused && <TakenUp savedAt={draft.savedAt} of={of} />}
      <Form method="post" className="form card" ref={form}>
        <FormFields words={formWords(funders)} values={dossier} refused={refused} draft={draft?.values}>
          <HiddenInput name="empreinte" value={readAt} />
          {hasBudget(step) && step === 'budget' && (
            <BudgetTable funders={funders} state={state} isShort={false} />
          )}
          {stepFields[step]({ choices, state })}
          {step === 'unique' && (
            <div className="stack-s">
              <h2>Le budget</h2>
              <BudgetTable funders={funders} state={state} isShort />
            </div>
          )}
          {hasBudget(step) && <Balance form={form} funders={funders} rules={rules} stored={dossier.budget} />}
          <div className="form-bar">
            <button type="submit" className="btn primary" disabled={busy}>
              Enregistrer et continuer
            </button>
            <button type="submit" name="rester" value="oui" className="btn" disabled={busy}>
              Enregistrer
            </button>
            <KeptAt state={draftState} />
          </div>
        </FormFields>
      </Form>
    </>
  )
}

/** « Enregistré à 23 h 50 », read out politely. */
function KeptAt({ state }: { state: DraftState }) {
  return (
    <span role="status" className="muted small">
      {state.kind === 'garde' && `Enregistré à ${formatHour(parisTime(new Date(state.at)))}`}
      {state.kind === 'echec' &&
        'Ce que vous venez d’écrire n’est pas encore enregistré : vérifiez la connexion, ne fermez pas la page.'}
    </span>
  )
}

function TakenUp({ savedAt, of }: { savedAt: string; of: DraftOf }) {
  return (
    <Notice>
      <div className="row">
        <span>
          Repris là où vous en étiez, le {formatInstant(new Date(savedAt))} : enregistrez pour l’ajouter au
          dossier.
        </span>
        <Form method="post" action={of.url} reloadDocument>
          <HiddenInput name="entite" value={of.entite} />
          <HiddenInput name="entiteId" value={of.entiteId} />
          <HiddenInput name="oublier" value="oui" />
          <HiddenInput
            name="retour"
            value={of.url.replace(/brouillon$/, `financements/dossiers/${of.entiteId.replace('.', '/')}`)}
          />
          <button type="submit" className="btn ghost small">
            Revenir à ce qui était enregistré
          </button>
        </Form>
      </div>
    </Notice>
  )
}
