import { Check, CircleAlert, PenLine } from 'lucide-react'
import { NavLink } from 'react-router'
import { formatCount } from '#app/lib/text.ts'
import type { Missing } from './dossier.rules.ts'
import type { Step } from './dossier.steps.ts'
import './financements.css'

export interface StepsProps {
  steps: ReadonlyArray<{ step: Step; label: string }>
  missing: ReadonlyArray<Missing>
  /** Steps typed and not yet saved. */
  unsaved: ReadonlyArray<Step>
  /** The address of the dossier. */
  base: string
}

/** Where one is in the form, and where something is still missing. */
export function Steps({ steps, missing, unsaved, base }: StepsProps) {
  return (
    <nav aria-label="Étapes du dossier">
      <ol className="steps">
        {steps.map(({ step, label }, rank) => (
          <li key={step}>
            <NavLink to={`${base}/${step}`}>
              <span className="steps-rank" aria-hidden>
                {rank + 1}
              </span>
              <span>
                {label}
                {step !== 'depot' && (
                  <StepState
                    left={missing.filter((its) => its.step === step).length}
                    isUnsaved={unsaved.includes(step)}
                  />
                )}
              </span>
            </NavLink>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function StepState({ left, isUnsaved }: { left: number; isUnsaved: boolean }) {
  if (isUnsaved)
    return (
      <small>
        <PenLine aria-hidden size={13} /> en cours d’écriture
      </small>
    )
  return left === 0 ? (
    <small className="kept">
      <Check aria-hidden size={13} /> complet
    </small>
  ) : (
    <small>
      <CircleAlert aria-hidden size={13} /> {formatCount(left, 'point à compléter', 'points à compléter')}
    </small>
  )
}
