import { parseForm } from '#app/lib/form-values.ts'
import { type RouteArgs, read, redirectWith, type Visit, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Empty } from '#app/ui/page.tsx'
import type { Route } from './+types/proposition.route'
import { openEvaluation } from './evaluation-page.server.ts'
import { proposeQuestions } from './proposition.rules.ts'
import { PropositionForm } from './proposition-form.tsx'
import { keepPropositions, mustEvaluate } from './referentiel.commands.server.ts'
import { listDocumentAxes, listDocumentEngagements, listQuestions } from './referentiel.queries.server.ts'
import { propositionInput } from './referentiel.schema.ts'
import { listQuestionChoices } from './referentiel-choices.server.ts'

async function openPropositions({ tx, actor, today }: Visit, code: string) {
  const document = await openEvaluation(tx, actor, code)
  mustEvaluate(actor)
  const propositions = proposeQuestions({
    axes: await listDocumentAxes(tx, actor, { document, today }),
    engagements: await listDocumentEngagements(tx, document.id),
    posees: await listQuestions(tx, actor, document.id),
  })
  return { document, propositions }
}

export async function loader(args: Route.LoaderArgs) {
  return read(args satisfies RouteArgs, async (visit) => {
    const { document, propositions } = await openPropositions(visit, args.params.code)
    const { organisations } = await listQuestionChoices(visit.tx, visit.actor, {
      document,
      today: visit.today,
    })
    return { propositions, organisations }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ form, ...visit }) => {
    const { document, propositions } = await openPropositions(visit, args.params.code)
    const input = parseForm(propositionInput, form)
    const kept = await keepPropositions(visit.tx, visit.actor, document.id, { input, propositions })
    const to = `/t/${visit.actor.territoireSlug}/evaluation/${args.params.code}`
    return redirectWith(
      to,
      `${kept} ${kept > 1 ? 'questions ajoutées' : 'question ajoutée'} : précisez-les une à une.`,
    )
  })
}

export default function PropositionPage({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <>
      <h2>Proposer des questions</h2>
      {loaderData.propositions.length === 0 ? (
        <Empty title="Tout ce que ce document appelle est déjà posé." />
      ) : (
        <PropositionForm {...loaderData} refused={refusedOf(actionData)} />
      )}
    </>
  )
}
