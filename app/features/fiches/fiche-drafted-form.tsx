import { useRef } from 'react'
import type { Draft } from '#app/platform/drafts.server.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { DraftNotice, DraftStatus, useDraft } from '#app/ui/draft.tsx'
import type { FicheInput } from './fiche.schema.ts'
import type { FicheChoices } from './fiche-choices.ts'
import { FicheForm } from './fiche-form.tsx'

export interface DraftedFicheFormProps {
  territoire: string
  /** `nouvelle` before the fiche exists. */
  entiteId: string
  values: Partial<FicheInput>
  version: number
  choices: FicheChoices
  draft: Draft | null
  isResumed: boolean
  refused: RefusedForm | undefined
}

/** The form of a fiche, kept as a draft while it is typed. */
export function DraftedFicheForm(props: DraftedFicheFormProps) {
  const { territoire, entiteId, draft, isResumed, refused } = props
  const form = useRef<HTMLFormElement>(null)
  const resumed = draft && isResumed ? draft : null
  // A draft taken up again is saved against the version it was begun on: what changed since then is shown.
  const version = resumed?.version ?? props.version
  const of = {
    url: `/t/${territoire}/brouillon`,
    entite: 'fiche',
    entiteId,
    version: entiteId === 'nouvelle' ? null : version,
  }
  const state = useDraft(form, of)
  return (
    <>
      {draft && !resumed && !refused && (
        <DraftNotice
          savedAt={draft.savedAt}
          of={of}
          isStale={draft.version !== null && draft.version !== props.version}
        />
      )}
      <FicheForm
        values={props.values}
        version={version}
        choices={props.choices}
        refused={refused}
        draft={resumed?.values}
        formRef={form}
      >
        <DraftStatus state={state} />
      </FicheForm>
    </>
  )
}
