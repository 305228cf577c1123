import { openEvaluation, openRapport, runRapportIntent } from '#app/features/evaluation/index.server.ts'
import {
  AvisCard,
  RapportHead,
  RecommandationsCard,
  StepCard,
  TextsCard,
} from '#app/features/evaluation/index.ts'
import { publicationCard, publish, withdraw } from '#app/features/publications/index.server.ts'
import { PublishCard } from '#app/features/publications/index.ts'
import { read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Notice } from '#app/ui/page.tsx'
import type { Route } from './+types/rapport-evaluation.route'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async (visit) => ({
    ...(await openRapport(visit.tx, visit.actor, { params: args.params, today: visit.today })),
    publication: await publicationCard(visit, { nature: 'evaluation', id: args.params.id }),
  }))
}

export async function action(args: Route.ActionArgs) {
  const { now, config } = args.context.get(servicesContext)
  return write(args, async (visit) => {
    const { code, id } = args.params
    const { tx, actor, form } = visit
    const document = await openEvaluation(tx, actor, code)
    const shown = { nature: 'evaluation', id } as const
    const to = `/t/${actor.territoireSlug}/evaluation/${code}/rapports/${id}`
    if (form.get('intention') === 'publier') {
      await publish(visit, shown, now())
      return redirectWith(to, 'Le rapport d’évaluation est sur le portail.')
    }
    if (form.get('intention') === 'depublier') {
      await withdraw(tx, actor, shown, now())
      return redirectWith(to, 'Le rapport d’évaluation n’est plus sur le portail.')
    }
    const target = { document, rapportId: id, today: visit.today }
    return redirectWith(to, await runRapportIntent({ ...visit, target, publicUrl: config.publicUrl }))
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
      {loaderData.rapport.etat === 'valide' && <PublishCard {...loaderData.publication} />}
    </>
  )
}
