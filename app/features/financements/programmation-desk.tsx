import { Form } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { HiddenInput } from '#app/ui/form.tsx'
import { Empty, Notice } from '#app/ui/page.tsx'
import { simulationEtats } from './programmation.words.ts'
import { ProgrammationGrid } from './programmation-grid.tsx'
import type { ProgrammationPage } from './programmation-page.server.ts'
import { Adoption, Distribution, NewSimulation } from './programmation-panels.tsx'
import { type Desk, useProgrammation } from './programmation-state.ts'

interface DeskProps {
  page: ProgrammationPage
  base: string
  refused: RefusedForm | undefined
}

const stateWords: Record<Desk['state'], string> = {
  kept: 'Tout est enregistré.',
  waiting: 'Enregistrement…',
  sending: 'Enregistrement…',
}

/** The table of one simulation with what it adds up to. */
export function ProgrammationDesk({ page, base, refused }: DeskProps) {
  const { shown, other, canArbitrate, dossiers } = page
  const desk = useProgrammation(shown?.id ?? '', page.montants)
  const canType = canArbitrate && shown !== null && shown.etat !== 'adoptee'
  if (dossiers.length === 0)
    return (
      <Empty title="Aucun dossier à programmer">
        Les dossiers déposés à cet appel viennent ici, sauf ceux qui sont irrecevables ou retirés.
      </Empty>
    )
  const compared = other ? { nom: other.nom, montants: new Map(other.montants) } : null
  return (
    <>
      {desk.refused && <Notice tone="error">{desk.refused.refusal.message}</Notice>}
      {shown ? (
        <ProgrammationGrid
          {...page}
          base={base}
          exemple={page.appel.exemple}
          montants={desk.montants}
          other={compared}
          {...(canType ? { change: desk.change } : {})}
        />
      ) : (
        <Notice tone="info">Ouvrez une simulation pour répartir les enveloppes entre les dossiers.</Notice>
      )}
      {canType && (
        <p className="small muted" role="status">
          {stateWords[desk.state]}
        </p>
      )}
      {shown && <Distribution page={page} montants={desk.montants} />}
      {canArbitrate && (
        <div className="stack-s">
          {canType && <Moves page={page} />}
          {canType && <Adoption page={page} refused={refused} />}
          <NewSimulation page={page} refused={refused} />
        </div>
      )}
    </>
  )
}

/** How far the simulation went. */
function Moves({ page: { shown } }: { page: ProgrammationPage }) {
  if (!shown) return null
  const steps = (['brouillon', 'cotech', 'copil', 'ecartee'] as const).filter((etat) => etat !== shown.etat)
  return (
    <Form method="post" className="row">
      <HiddenInput name="intention" value="deplacer" />
      <HiddenInput name="simulation" value={shown.id} />
      <span className="muted small">Cette simulation est :</span>
      {steps.map((etat) => (
        <button key={etat} type="submit" className="btn small" name="vers" value={etat}>
          {simulationEtats[etat]}
        </button>
      ))}
    </Form>
  )
}
