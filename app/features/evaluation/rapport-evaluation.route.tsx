import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Notice } from '#app/ui/page.tsx'
import type { Route } from './+types/rapport-evaluation.route'
import { openEvaluation } from './evaluation-page.server.ts'
import { AvisCard } from './rapport-avis-card.tsx'
import { RapportHead, StepCard, TextsCard } from './rapport-evaluation-cards.tsx'
import { runRapportIntent } from './rapport-evaluation-intents.server.ts'
import { openRapport } from './rapport-evaluation-page.server.ts'
import { RecommandationsCard } from './recommandations-card.tsx'

export async function loader(args: Route.LoaderArgs) {
  return read(args, ({ tx, actor, today }) => openRapport(tx, actor, { params: args.params, today }))
}

export async function action(args: Route.ActionArgs) {
  return write(args, async (visit) => {
    const { code, id } = args.params
    const document = await openEvaluation(visit.tx, visit.actor, code)
    const target = { document, rapportId: id, today: visit.today }
    const message = await runRapportIntent({ ...visit, target })
    return redirectWith(`/t/${visit.actor.territoireSlug}/evaluation/${code}/rapports/${id}`, message)
  })
}

export default function RapportEvaluation({ loaderData, actionData }: Route.ComponentProps) {
  const refused = refusedOf(actionData)
  const geste = refused?.values.geste?.[0]
  const ofForm = (name: string) => (geste === name ? refused : undefined)
  return (
    <>
      <RapportHead {...loaderData} />
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      <StepCard {...loaderData} refused={ofForm('soumettre')} />
      <TextsCard {...loaderData} />
      <RecommandationsCard {...loaderData} refused={ofForm('recommander')} />
      <AvisCard {...loaderData} refused={ofForm('aviser')} />
    </>
  )
}
