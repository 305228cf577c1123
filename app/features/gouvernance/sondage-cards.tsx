import { Form, Link } from 'react-router'
import { HiddenInput } from '#app/ui/form.tsx'
import { Card } from '#app/ui/page.tsx'
import type { SeancePage } from './seance-page.server.ts'
import { DispoForm } from './sondage-form.tsx'
import type { PollPage } from './sondage-page.server.ts'
import type { Poll } from './sondages.queries.server.ts'

/** Reminds those who did not answer, or gives the poll up. */
export function PollButtons({ page: { poll, canHold, isOpen } }: { page: PollPage }) {
  if (!canHold || poll?.etat !== 'ouvert') return null
  return (
    <>
      {isOpen && poll.membres.some((its) => its.reponduLe === null && its.hasAddress) && (
        <Form method="post">
          <HiddenInput name="intention" value="relancer" />
          <button type="submit" className="btn">
            Relancer ceux qui n’ont pas répondu
          </button>
        </Form>
      )}
      <Form method="post">
        <HiddenInput name="intention" value="abandonner" />
        <button type="submit" className="btn ghost">
          Abandonner le sondage
        </button>
      </Form>
    </>
  )
}

/** The answer of one's own organisation; whoever prepares the meeting may note that of any. */
export function AnswersCard({ page, poll }: { page: PollPage; poll: Poll }) {
  const own = poll.membres.filter((its) => page.mine.includes(its.id))
  if (!page.isOpen || own.length === 0) return null
  const isOne = own.length === 1
  return (
    <Card title={page.canHold ? 'Noter une réponse' : 'Votre réponse'}>
      <div className="stack-s">
        {own.map((its) => (
          <details key={its.id} className="folded" open={isOne && its.reponduLe === null}>
            <summary>
              {its.nom}
              {its.reponduLe && <span className="muted"> : a répondu</span>}
            </summary>
            <DispoForm
              options={poll.options}
              reponses={its.reponses}
              message={its.message}
              membre={{ id: its.id, nom: its.nom }}
            />
          </details>
        ))}
      </div>
    </Card>
  )
}

/** On the page of a meeting: the way to its poll, when there is one or when there may be. */
export function PollCard({ page: { seance, poll, canPrepare } }: { page: SeancePage }) {
  const mayOpen = canPrepare && seance.etat === 'preparation'
  if (!poll && !mayOpen) return null
  return (
    <Card title="Trouver une date">
      <div className="stack-s">
        {poll && (
          <p>
            {poll.etat === 'ouvert'
              ? `Sondage ouvert, réponses : ${poll.repondus} sur ${poll.membres}.`
              : poll.etat === 'choisi'
                ? 'La date vient d’un sondage des membres.'
                : 'Le dernier sondage a été abandonné.'}
          </p>
        )}
        <Link className="btn" to="sondage">
          {poll?.etat === 'ouvert' ? 'Voir les réponses' : poll ? 'Le sondage' : 'Proposer plusieurs dates'}
        </Link>
      </div>
    </Card>
  )
}
