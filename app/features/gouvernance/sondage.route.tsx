import { formatDate } from '#app/lib/dates.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Exemple, Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/sondage.route'
import { AnswersCard, PollButtons } from './sondage-cards.tsx'
import { PollForm } from './sondage-form.tsx'
import { PollMatrix } from './sondage-matrix.tsx'
import { loadPoll, pollAction } from './sondage-page.server.ts'
import './gouvernance.css'

export const loader = (args: Route.LoaderArgs) => loadPoll(args)

export const action = (args: Route.ActionArgs) => pollAction(args)

export default function Sondage({ loaderData: page, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}`
  const { seance, poll } = page
  const refused = refusedOf(actionData)
  return (
    <>
      <title>{`Trouver une date : ${seance.titre} · Maillage`}</title>
      <PageHead
        title="Trouver une date"
        crumbs={[
          { to: `${base}/instances/${seance.instanceId}`, label: seance.instance },
          { to: `${base}/seances/${seance.id}`, label: seance.titre },
        ]}
        badges={poll?.exemple && <Exemple />}
        {...(poll?.etat === 'ouvert' && {
          lead: `Réponses attendues jusqu’au ${formatDate(poll.echeance)}.`,
        })}
        actions={<PollButtons page={page} />}
      />
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      {poll?.message && <p className="prose">{poll.message}</p>}
      {poll && !page.canHold && <AnswersCard page={page} poll={poll} />}
      {poll && <PollMatrix page={page} poll={poll} />}
      {poll && page.canHold && <AnswersCard page={page} poll={poll} />}
      {!poll && !page.canOpen && <Notice tone="info">Aucun sondage n’est ouvert pour cette séance.</Notice>}
      {page.canOpen && <PollForm echeance={page.echeance} refused={refused} />}
    </>
  )
}
