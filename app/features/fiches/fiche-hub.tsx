import { Form } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { FilesCard } from '#app/ui/attached-files.tsx'
import { HiddenInput } from '#app/ui/form.tsx'
import { ActorsCard, DescriptionCard, TerritoryCard } from './fiche-cards.tsx'
import { CommentsCard } from './fiche-comments.tsx'
import { ActionsCard, LogCard, MeansCard, QuotesCard, StepsCard } from './fiche-lists.tsx'
import { Moves } from './fiche-moves.tsx'
import type { FichePage } from './fiche-page.server.ts'
import { WhyHowMuchResult } from './fiche-panel.tsx'
import { ResultsCard } from './fiche-results.tsx'
import './fiches.css'

export interface FicheHubProps {
  page: FichePage
  base: string
  refused: RefusedForm | undefined
}

/** The calm centre of a fiche: its state, the three questions, then everything that hangs on it. */
export function FicheHub({ page, base, refused }: FicheHubProps) {
  const { fiche, canEdit } = page
  const context = { organisationsFrom: `${base}/organisations/choix`, refused, canEdit }
  return (
    <>
      <Moves
        etat={fiche.etat}
        motif={fiche.motifEtat}
        version={fiche.version}
        moves={page.moves}
        refused={refused}
      />
      <WhyHowMuchResult page={page} base={base} />
      <div className="grid-wide">
        <div className="stack">
          <DescriptionCard page={page} base={base} />
          <ActionsCard page={page} base={base} />
          <StepsCard page={page} context={context} />
          <ResultsCard page={page} context={context} />
          <LogCard page={page} context={context} />
          <CommentsCard page={page} refused={refused} />
        </div>
        <div className="stack">
          <ActorsCard page={page} base={base} />
          <TerritoryCard page={page} base={base} />
          <MeansCard page={page} context={context} />
          <QuotesCard page={page} context={context} />
          <FilesCard files={page.files} canEdit={canEdit} />
          {page.canArchive && <ArchiveForm />}
        </div>
      </div>
    </>
  )
}

function ArchiveForm() {
  return (
    <details className="fiche-part">
      <summary>Archiver cette fiche…</summary>
      <Form method="post" className="stack-s">
        <HiddenInput name="intention" value="archiver" />
        <p className="small">Elle quitte toutes les listes ; son code et son journal sont gardés.</p>
        <div>
          <button type="submit" className="btn danger small">
            Archiver la fiche
          </button>
        </div>
      </Form>
    </details>
  )
}
