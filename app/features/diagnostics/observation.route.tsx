import { Link } from 'react-router'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Card, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/observation.route'
import { loadObservation, observationAction } from './observation-page.server.ts'
import { MergeCard, ReplyCard } from './observation-replies.tsx'
import { Observation } from './observation-view.tsx'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => ({
    ...(await loadObservation(tx, actor, args.params.id)),
    today,
  }))
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const { id, message } = await observationAction(tx, actor, { id: args.params.id, form })
    return redirectWith(`/t/${actor.territoireSlug}/observations/${id}`, message)
  })
}

export default function ObservationPage({ loaderData, actionData, params }: Route.ComponentProps) {
  const { observation, reponses, canReply, canEdit, others, today } = loaderData
  const base = `/t/${params.territoire}`
  return (
    <>
      <title>Observation de terrain · Maillage</title>
      <PageHead
        title="Observation de terrain"
        crumbs={[
          { to: `${base}/diagnostics`, label: 'Diagnostics partagés' },
          { to: `${base}/observations`, label: 'Observations de terrain' },
        ]}
        actions={
          canEdit && (
            <Link className="btn" to="modifier">
              Modifier
            </Link>
          )
        }
      />
      <Card>
        <Observation observation={observation} base={base} link={false} />
      </Card>
      <Card title="Réponses">
        <div className="stack">
          {reponses.length === 0 && <p className="muted">Personne n’a encore répondu.</p>}
          {reponses.map((one) => (
            <Observation key={one.id} observation={one} base={base} />
          ))}
        </div>
      </Card>
      {canReply && <ReplyCard today={today} refused={refusedOf(actionData)} />}
      {others.length > 0 && <MergeCard others={others} />}
    </>
  )
}
