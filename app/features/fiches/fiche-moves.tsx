import { ArrowRight, CircleAlert } from 'lucide-react'
import { Form, Link } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { HiddenInput } from '#app/ui/form.tsx'
import type { FicheEtat } from './fiche.schema.ts'
import { ficheEtats } from './fiche.schema.ts'
import type { PossibleMove } from './fiche-moves.ts'

const path: ReadonlyArray<FicheEtat> = ['idee', 'en_montage', 'validee', 'en_cours', 'terminee']

export interface MovesProps {
  etat: FicheEtat
  motif: string
  version: number
  moves: ReadonlyArray<PossibleMove>
  refused: RefusedForm | undefined
}

/** Where the fiche is on its way, the next step, and the others folded away. */
export function Moves({ etat, motif, version, moves, refused }: MovesProps) {
  const allowed = moves.filter((move) => move.isAllowed)
  const next = allowed.find((move) => !move.needsReason)
  const others = allowed.filter((move) => move !== next)
  const isMine = refused?.values.intention?.[0] === 'etat'
  return (
    <section className="card fiche-moves" aria-label="État de la fiche">
      <ol className="fiche-path">
        {path.map((step) => (
          <li key={step} aria-current={step === etat ? 'step' : undefined}>
            {ficheEtats[step]}
          </li>
        ))}
        {etat === 'abandonnee' && <li aria-current="step">{ficheEtats.abandonnee}</li>}
      </ol>
      {motif && <p className="small">Motif : {motif}</p>}
      {isMine && (
        <p role="alert" className="notice error">
          {refused?.refusal.message}
        </p>
      )}
      {next && <NextStep move={next} version={version} />}
      {others.map((move) => (
        <OtherStep key={move.to} move={move} version={version} refused={isMine ? refused : undefined} />
      ))}
    </section>
  )
}

function NextStep({ move, version }: { move: PossibleMove; version: number }) {
  if (move.missing.length === 0)
    return (
      <Form method="post">
        <Hidden move={move} version={version} />
        <button type="submit" className="btn primary">
          {move.label} <ArrowRight aria-hidden size={16} />
        </button>
      </Form>
    )
  return (
    <details className="fiche-missing">
      <summary>
        <CircleAlert aria-hidden size={15} /> Pour « {move.label.toLocaleLowerCase('fr')} », il manque{' '}
        {move.missing.length === 1 ? 'une réponse' : `${move.missing.length} réponses`}
      </summary>
      <ul>
        {move.missing.map(({ field, sentence }) => (
          <li key={field}>
            <Link to={`modifier#champ-${field}`}>{sentence}</Link>
          </li>
        ))}
      </ul>
    </details>
  )
}

function OtherStep({
  move,
  version,
  refused,
}: {
  move: PossibleMove
  version: number
  refused: RefusedForm | undefined
}) {
  const typed = refused?.values.vers?.[0] === move.to ? (refused.values.motif?.[0] ?? '') : undefined
  const id = `motif-${move.to}`
  return (
    <details className="fiche-part" open={typed !== undefined}>
      <summary>{move.label}…</summary>
      <Form method="post" className="stack-s">
        <Hidden move={move} version={version} />
        <div className="field">
          <label htmlFor={id}>Motif {move.needsReason && <span className="muted">(obligatoire)</span>}</label>
          <textarea
            className="input"
            id={id}
            name="motif"
            rows={2}
            required={move.needsReason}
            defaultValue={typed}
          />
        </div>
        <button type="submit" className={move.to === 'abandonnee' ? 'btn danger small' : 'btn small'}>
          {move.label}
        </button>
      </Form>
    </details>
  )
}

function Hidden({ move, version }: { move: PossibleMove; version: number }) {
  return (
    <>
      <HiddenInput name="intention" value="etat" />
      <HiddenInput name="vers" value={move.to} />
      <HiddenInput name="version" value={version} />
    </>
  )
}
