import { Form, Link, useNavigation } from 'react-router'
import { Dots } from '#app/features/diagnostics/index.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { formatCount } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { FormFields, HiddenInput, TextArea } from '#app/ui/form.tsx'
import { Badge, Exemple } from '#app/ui/page.tsx'
import { motifFields } from './demarche.fields.ts'
import { MOST_ON_ONE } from './demarche.rules.ts'
import {
  type ContributionNature,
  contributionNatures,
  type Traitement,
  traitements,
  traitementTones,
} from './demarche.words.ts'

export interface Said {
  id: string
  nature: ContributionNature
  texte: string
  groupe: string | null
  organisation: string | null
  auteur: string
  deposeeLe: Date
  motifEcart: string
  exemple: boolean
  points: number
  voix: number
  miens: number
  traitement: Traitement
  citations: ReadonlyArray<{ passageId: string; rang: number }>
}

/** Who says it, as it is signed: the person or the workshop, its structure, its group. */
function signatureOf({ auteur, organisation, groupe }: Said): string {
  return [auteur, organisation !== auteur && organisation, groupe].filter(Boolean).join(' · ')
}

/** What somebody said, its weight, and what the text makes of it. */
export function ContributionCard({
  said,
  canVote,
  children,
}: {
  said: Said
  canVote: boolean
  children?: React.ReactNode
}) {
  return (
    <article
      className={`said said-${said.traitement}`}
      id={`c-${said.id}`}
      aria-label={said.texte.slice(0, 60)}
    >
      <div className="row">
        <Badge tone={said.nature === 'diagnostic' ? 'neutral' : 'violet'}>
          {contributionNatures[said.nature]}
        </Badge>
        <Badge tone={traitementTones[said.traitement]}>{traitements[said.traitement]}</Badge>
        {said.exemple && <Exemple />}
      </div>
      <p>{said.texte}</p>
      <p className="small muted">
        {signatureOf(said)} · {formatInstant(new Date(said.deposeeLe))}
      </p>
      <div className="row">
        <Dots points={said.points} voices={said.voix} />
        <span className="small">
          {formatCount(said.points, 'point')}, {formatCount(said.voix, 'voix', 'voix')}
        </span>
        {canVote && <DotsForm id={said.id} mine={said.miens} about={said.texte.slice(0, 40)} />}
      </div>
      {said.citations.length > 0 && (
        <p className="small">
          Repris dans{' '}
          {said.citations.map((its, rank) => (
            <span key={its.passageId}>
              {rank > 0 && ', '}
              <Link to={`#p-${its.passageId}`}>le passage {its.rang}</Link>
            </span>
          ))}
          .
        </p>
      )}
      {said.motifEcart && <p className="small">Non reprise : {said.motifEcart}</p>}
      {children}
    </article>
  )
}

function DotsForm({ id, mine, about }: { id: string; mine: number; about: string }) {
  return (
    <Form method="post" className="row" preventScrollReset>
      <HiddenInput name="intention" value="ponderer" />
      <HiddenInput name="contribution" value={id} />
      <span className="small muted">Vos points</span>
      {Array.from({ length: MOST_ON_ONE + 1 }, (_, points) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: the number of dots is the button
          key={points}
          type="submit"
          className="btn small"
          name="points"
          value={points}
          aria-pressed={mine === points}
          aria-label={`${formatCount(points, 'point')} : ${about}`}
        >
          {points}
        </button>
      ))}
    </Form>
  )
}

/** Why the text does not take a contribution up, or that it is to be treated again. */
export function TreatForm({ said, refused }: { said: Said; refused: RefusedForm | undefined }) {
  const busy = useNavigation().state !== 'idle'
  if (said.traitement === 'reprise') return null
  const own =
    refused?.values.intention?.[0] === 'ecarter' && refused.values.contribution?.[0] === said.id
      ? refused
      : undefined
  if (said.traitement === 'non_reprise')
    return (
      <Form method="post" preventScrollReset>
        <HiddenInput name="intention" value="rouvrir" />
        <HiddenInput name="contribution" value={said.id} />
        <button type="submit" className="btn ghost small" disabled={busy}>
          Remettre à traiter<span className="sr-only"> : {said.texte.slice(0, 40)}</span>
        </button>
      </Form>
    )
  return (
    <details className="folded" open={own !== undefined}>
      <summary>
        Ne pas la reprendre<span className="sr-only"> : {said.texte.slice(0, 40)}</span>
      </summary>
      <Form method="post" className="stack-s" preventScrollReset>
        <FormFields words={motifFields} values={{}} refused={own} idPrefix={`m-${said.id}-`}>
          <HiddenInput name="intention" value="ecarter" />
          <HiddenInput name="contribution" value={said.id} />
          <TextArea name="motifEcart" rows={2} required />
          <div>
            <button type="submit" className="btn small" disabled={busy}>
              Garder cette raison
            </button>
          </div>
        </FormFields>
      </Form>
    </details>
  )
}
